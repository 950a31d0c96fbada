"""From cells to facts: what all readers share."""
