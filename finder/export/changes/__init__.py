"""What changed, in the forms that it leaves the house in: JSON, a feed, lines of text."""
