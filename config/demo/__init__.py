"""The demonstration: three whole cases told through the real HTTP API, on a calendar that moves."""
