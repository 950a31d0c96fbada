"""Somebody's own table."""
