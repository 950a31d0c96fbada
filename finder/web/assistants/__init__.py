"""The door for assistants at `/mcp`."""
