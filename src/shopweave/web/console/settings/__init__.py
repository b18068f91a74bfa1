"""Settings: the shop, its staff, API keys, consent texts, and who changed what."""
