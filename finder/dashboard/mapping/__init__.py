"""The page that chooses what the columns of a file mean: a server of its own, for one person."""
