"""The HTTP surfaces: API, console and static files. `application.create` builds them."""
