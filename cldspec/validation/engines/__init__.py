"""The engines that check the rows of a return: DuckDB and Spark."""
