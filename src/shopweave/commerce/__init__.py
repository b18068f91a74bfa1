"""The one record: catalogue, customers, orders, stock, places and events."""
