"""Finds the weak point of an answer and asks about it."""
