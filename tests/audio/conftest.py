"""Gives the sound tests their virtual card."""

from virtual_card import card, own_card  # noqa: F401
