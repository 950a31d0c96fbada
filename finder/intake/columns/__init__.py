"""Columns of somebody else's table: which of ours each is, and what its words mean."""
