"""Facts in words: no HTML, no server."""
