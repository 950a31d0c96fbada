"""The steps from one schema of the desk to the next, in the order of their numbers."""
