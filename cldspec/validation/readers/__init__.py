"""Readers of the files that councils save: CSV, workbook, Parquet."""
