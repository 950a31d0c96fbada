"""Several sources made one directory: which listings are one place, and what each says of it."""
