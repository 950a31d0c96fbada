"""What the API alone answers: short answers, and what can be asked."""
