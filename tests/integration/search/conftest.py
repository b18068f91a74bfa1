"""The shop's front of the tests over HTTP."""

from tests.integration.recommend.front import front

__all__ = ["front"]
