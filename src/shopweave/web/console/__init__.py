"""The merchant's pages: rendered on the server, alive where it helps, whole without JavaScript."""
