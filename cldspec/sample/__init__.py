"""Made-up returns of any size, the same for the same seed; on request with faults, and the findings that they must give.

`pool.py` draws courses of pathways and makes them anew for each person, `faults.py` rows that break a rule each,
`returns.py` puts them together, `writing.py` writes the files.
"""
