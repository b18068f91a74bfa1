"""The places that have no tab on a phone."""
