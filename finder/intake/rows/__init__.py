"""What the rows of every source have in common."""
