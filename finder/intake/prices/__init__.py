"""What hospitals have to publish of their charges (45 CFR 180.50): which of it is our care."""
