"""Open Referral's HSDS."""
