"""Parts of scripts/make_demo_data.py: where, under what name, what kind, which programs."""
