"""Rules as SQL.

`databases` has a module for each database, `expressions`, `statements` and `database` what the databases share. `conditions`
compiles conditions and calculations, `reading` turns the cells of a return into values, and `finding_queries` compiles
rules to queries that return one row for each finding.
"""
