"""Rule profiles: the numbers and switches of a locality, each with its legal source."""

from __future__ import annotations

from gongshi.profiles.conditions import ExemptionRule, TermRule
from gongshi.profiles.inherit import ProfileError
from gongshi.profiles.numbers import KINDS, PARTIES
from gongshi.profiles.profile import Profile, Row

__all__ = ["KINDS", "PARTIES", "ExemptionRule", "Profile", "ProfileError", "Row", "TermRule"]
