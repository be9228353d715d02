"""Holidays as data: one CSV for each country, beside the script that wrote it."""
