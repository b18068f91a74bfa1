"""A link out of a message: shows what it does, and does it when a person presses."""
