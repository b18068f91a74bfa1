"""Every table of the product and its migrations; used by start-up and tests only."""
