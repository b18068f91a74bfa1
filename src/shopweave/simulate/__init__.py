"""A living sample shop; it speaks HTTP to the product like the world outside does."""
