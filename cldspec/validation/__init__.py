"""Validation of returns: files are read, their rows are checked against the rules of a specification, and a result comes out."""
