"""For now: crisis lines, overdose, the nearest detox."""
