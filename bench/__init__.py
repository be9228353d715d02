"""Measurements that are run by hand, each with its command in docs/."""
