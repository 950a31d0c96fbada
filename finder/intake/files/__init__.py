"""From bytes to rows: every form in which a table comes."""
