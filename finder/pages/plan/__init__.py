"""The path of care from one place on."""
