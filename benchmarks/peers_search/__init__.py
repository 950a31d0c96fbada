"""The same search written with other tools, for benchmarks/search.py to compare with."""
