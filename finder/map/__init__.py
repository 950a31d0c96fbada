"""What a map shows: scenes for the live one, still ones for paper and pages without a script."""
