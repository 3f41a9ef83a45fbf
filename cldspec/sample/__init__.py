"""Made-up returns of any size, the same for the same seed; on request with planted faults, and the findings that they must give.

`row_templates.py` draws courses of pathways and gives each person values of their own, `corruptions.py` and `faults.py` make
rows that break a rule, `returns.py` puts a return together, `writing.py` writes the files, and `api.py` is for Python.
"""
