"""The picked places: list, sharing, call sheet, files."""
