"""What to offer to whom, and why."""
