"""National Provider Identifiers: tables that state them, and whose they are."""
