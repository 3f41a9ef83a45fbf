"""From facts to changes: one module for each part of a specification."""
