"""SAMHSA's national directory: workbook or CSV, a column of codes."""
