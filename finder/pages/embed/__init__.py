"""List and map for the page of somebody else, in its colour."""
