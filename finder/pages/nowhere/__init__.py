"""Addresses that lead to no page."""
