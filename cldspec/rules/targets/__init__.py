"""What rules are compiled to: one module for each target."""
