"""Residents: finding out where to get help, and leaving no trace of it."""
