"""These tests sign in and submit more often in a minute than a person."""

from tests.api.unhurried import service

__all__ = ["service"]
