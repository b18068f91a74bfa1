"""Profit: what was left, told apart, and the costs that nobody told yet."""
