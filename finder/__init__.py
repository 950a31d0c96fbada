"""Stepping Stone: find substance-use treatment programs, honest about what is not published."""

__version__ = "0.2.0"
