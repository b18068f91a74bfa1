"""Names of events, and their way to JSON and back."""

from shopweave.foundation.registry import Registry

_events = Registry("events")
# `event("orders.placed")` decorates a frozen dataclass.
event = _events.register
registered = _events.registered
name_of = _events.name_of
encode = _events.encode
decode = _events.decode
