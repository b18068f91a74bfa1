"""The one record: sources, places, catalogue, customers, stock, orders, profiles and events.

Each folder may use the ones named before it. `inbound` is the door they share: rows from outside
carry (source, external id), a replay writes nothing, and an import can be undone.
"""
