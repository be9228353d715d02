"""OpenID Connect as this system understands it: what a directory publishes of itself, and what its signature proves of somebody."""
