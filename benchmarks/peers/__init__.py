"""Apps that others would build for the same question, to measure beside the finder."""
