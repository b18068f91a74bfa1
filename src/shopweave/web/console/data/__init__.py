"""Data: imports with their refused rows and undo, sources, and what went wrong in the background."""
