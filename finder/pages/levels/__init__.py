"""The levels of care explained."""
