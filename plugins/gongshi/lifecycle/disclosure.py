"""Whether a decision is to be published at all."""

from __future__ import annotations

from gongshi.lifecycle.subject import Subject
from gongshi.profiles import Profile


def not_disclosed_because(subject: Subject, profile: Profile) -> str:
    """Why a decision is never published, in Chinese; empty when it is to be published."""
    if subject.undisclosed:
        return "经审批不予公开。"
    rule = profile.exemption(subject.kind, subject.procedure, subject.penalty_kinds)
    if rule is not None:
        return f"依规不公示：{rule[0]}（{rule[1].basis}）。"
    return "依规不公示。" if subject.exempt else ""
