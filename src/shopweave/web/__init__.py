"""The HTTP surfaces: API, console and static files."""
