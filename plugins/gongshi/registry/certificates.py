"""How an officer's certificate stands on a day. Lists, sheets and the officer's own page say it; check.js reckons the same."""

from __future__ import annotations

from datetime import date

from gongshi.records.entity import Officer

VALID, NOT_YET, EXPIRED = "有效", "未生效", "过期"


def certificate_status(officer: Officer, day: date) -> str:
    """有效, 未生效 or 过期; 暂扣 or 注销 where the bureau says so, whatever the dates. Both end days belong to the term."""
    if officer.status != VALID:
        return officer.status
    if day < officer.valid_from:
        return NOT_YET
    return EXPIRED if day > officer.valid_to else VALID
