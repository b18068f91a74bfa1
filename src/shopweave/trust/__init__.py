"""Who may do what, and how personal data is kept, shown and erased.

Rooms: permissions (what every route declares), staff, sessions, keys, setup, audit, vault,
consent, personal_data, versions. Publishes `CustomerErased` and `ConsentChanged`.
"""
