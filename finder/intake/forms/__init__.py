"""Forms that a table comes in, beside CSV, workbook, JSON and Parquet."""
