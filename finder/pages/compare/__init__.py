"""The picked places side by side: what is compared, and what differs."""
