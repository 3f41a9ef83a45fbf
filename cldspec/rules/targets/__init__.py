"""The targets that rules are compiled to: one module for each."""
