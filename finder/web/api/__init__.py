"""The API, its description, health and metrics."""
