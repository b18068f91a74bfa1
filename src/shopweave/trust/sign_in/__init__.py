"""Signing in, proving it again, signing out; slow for whoever guesses."""

from shopweave.trust.sign_in.errors import SignInFailed, TooManyAttempts, WrongPassword
from shopweave.trust.sign_in.sign_in import SignedIn, SignIn, Visitor

__all__ = ["SignIn", "SignInFailed", "SignedIn", "TooManyAttempts", "Visitor", "WrongPassword"]
