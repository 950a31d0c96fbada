"""What changed: a page and a feed for any search."""
