"""The rule language: what it is (`expression`), what makes sense in it (`types`), and one module for each target."""
