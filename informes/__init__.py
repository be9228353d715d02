"""Reads across cases: how each institution fares, told without a name or a word of anybody. Writes nothing to a case."""
