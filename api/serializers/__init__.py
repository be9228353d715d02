"""Shapes of JSON, in and out. No rule lives here: services refuse, serializers read and write."""
