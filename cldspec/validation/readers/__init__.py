"""Readers of the files that councils save: CSV files, workbooks, Parquet files and tables."""
