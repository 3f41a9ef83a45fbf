"""Rules as formulas: what follows from them, what contradicts them, and rows that show it.

`encode` turns conditions into formulas for the Z3 solver, `reason` asks it. Answers hold for every row that there could
be, not for those that someone thought of. Rules about many rows are not formulas; the checks that search take them.
"""
