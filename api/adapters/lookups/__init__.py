"""Data sharing: what registers already know, asked only with the person's authority."""

from api.adapters.lookups.http import HttpLookups
from api.adapters.lookups.protocol import Lookups, LookupsAway
from api.adapters.lookups.simulator import LookupsSimulator

__all__ = ["HttpLookups", "Lookups", "LookupsAway", "LookupsSimulator"]
