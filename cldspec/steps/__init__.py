"""The steps of derivations: which columns they see, what they mean in Python, and what they are compiled to.

`scope` has the columns that a step sees, `trace` follows the steps of a derivation and finds its mistakes, `reference` works out its
rows in plain Python, `sql` compiles it for each database, and `english` says what each step does.
"""
