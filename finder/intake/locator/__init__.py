"""The official locator: its pages, and how they are fetched."""
