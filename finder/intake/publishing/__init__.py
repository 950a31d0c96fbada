"""A new directory in place of the old one, in one step, and when that is refused."""
