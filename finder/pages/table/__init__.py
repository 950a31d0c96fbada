"""All results in dense rows."""
