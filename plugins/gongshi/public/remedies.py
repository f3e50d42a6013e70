"""Remedies as data and as the sentence that a reader needs."""

from __future__ import annotations

from typing import Any

from gongshi.public.shape import project
from gongshi.records.law import Remedies


def remedies_of(remedies: Remedies | None) -> dict[str, Any] | None:
    """The fields of ``remedies`` with their wording (行政复议法2023 arts 20, 23, 24; 行政诉讼法 arts 45, 46)."""
    if remedies is None:
        return None
    data = project(remedies)
    data["first"] = remedies.reconsideration_first
    data["text"] = _wording(remedies)
    data["ways"] = _ways(remedies)
    return data


def _ways(r: Remedies) -> list[dict[str, str | None]]:
    """Each way once: what it is called, where to go, until when. A way that nobody names is left out."""
    last = "收到复议决定书之日起15日内" if r.reconsideration_first else f"自知道本决定之日起{r.court_term}内"
    ways = (
        ("行政复议", r.reconsideration, r.reconsideration_address, f"自知道本决定之日起{r.reconsideration_days}日内"),
        ("行政诉讼", r.court, r.court_address, last),
    )
    return [{"way": way, "organ": organ, "address": at, "term": term} for way, organ, at, term in ways if organ]


def _wording(r: Remedies) -> str:
    review = (
        f"自知道本决定之日起{r.reconsideration_days}日内向{r.reconsideration}申请行政复议" if r.reconsideration else ""
    )
    suit = f"在{r.court_term}内向{r.court}提起行政诉讼" if r.court else ""
    if review and r.reconsideration_first:
        then = f"；对行政复议决定不服的，可以自收到复议决定书之日起15日内向{r.court}提起行政诉讼" if r.court else ""
        return f"不服本决定的，应当先{review}{then}。"
    if review and suit:
        return f"不服本决定的，可以{review}，也可以{suit}。"
    return f"不服本决定的，可以{review or suit}。" if review or suit else ""
