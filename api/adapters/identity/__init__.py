"""Verified identity: who a person is, as the unified identity platform says."""

from api.adapters.identity.http import HttpIdentity
from api.adapters.identity.protocol import Identity, IdentityAway, NotVerified, VerifiedPerson
from api.adapters.identity.simulator import IdentitySimulator

__all__ = ["HttpIdentity", "Identity", "IdentityAway", "IdentitySimulator", "NotVerified", "VerifiedPerson"]
