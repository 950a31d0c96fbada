"""The page that receives people: where, and three doors."""
