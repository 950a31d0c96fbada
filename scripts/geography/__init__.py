"""Parts of scripts/make_geography.py: outlines and borders (topology), town names (towns)."""
