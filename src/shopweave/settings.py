"""Every setting of the product, composed from the modules, read from TOML and environment."""
