"""The law as plain Python: states, acts, calendars, regimes and terms. No Django, no database, no clock."""
