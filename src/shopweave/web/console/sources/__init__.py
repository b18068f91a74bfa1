"""Sources: connected shops, how each is, connecting one, and mending what is wrong."""
