"""What is run by hand or by `make`: `python scripts/NAME.py`."""
