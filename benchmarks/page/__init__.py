"""How long a visitor waits, here and with what others would have built."""
