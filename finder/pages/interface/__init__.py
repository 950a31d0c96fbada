"""The API described for people, at /api/v1/docs."""
