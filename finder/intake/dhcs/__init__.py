"""California's licensed facilities."""
