"""The outputs of a specification: one folder for each."""
