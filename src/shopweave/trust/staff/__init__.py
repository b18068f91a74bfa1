"""The people who work in the shop: accounts, passwords, roles."""
