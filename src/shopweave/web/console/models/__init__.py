"""Models: which version serves, how good it is, and the way back."""
