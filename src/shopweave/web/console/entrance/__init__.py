"""The way in: the first owner's set-up, signing in, proving it again, signing out."""
