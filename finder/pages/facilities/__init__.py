"""The page for the places that are listed: what is shown, why, and how to be corrected."""
