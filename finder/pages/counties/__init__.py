"""Pages of each county and care level, for search engines where the operator lets them list."""
