"""API keys: shown once, kept as a hash, with scopes, origins, expiry and a rate."""
