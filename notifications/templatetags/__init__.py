"""Filters of the message templates."""
