"""Eight questions, and the levels to ask about."""
