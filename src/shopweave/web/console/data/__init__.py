"""Data: imports with refused rows and undo, sources, and what failed in the background."""
