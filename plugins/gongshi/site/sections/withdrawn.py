"""Notices of withdrawal: one at the address of each decision, and the list of them."""

from __future__ import annotations

from typing import Any

from gongshi.public.tombstone import project_tombstone
from gongshi.site import addresses
from gongshi.site.page import Page
from gongshi.site.press import Press
from gongshi.site.sections.decisions import statement_of


def build(press: Press) -> list[dict[str, Any]]:
    """A notice at the address of each withdrawn decision, and the list of them; newest first."""
    notices = []
    for record in press.register.decisions.values():
        if not press.register.standings[record.id].state.tombstone:
            continue
        notice = project_tombstone(record, press.register)
        notice["url"] = addresses.decision(record.id)
        organ = notice["entity"]
        organ["url"] = press.organ_url(organ["id"])
        if notice["replaced_by"]:
            notice["replaced_by"]["url"] = addresses.decision(notice["replaced_by"]["id"])
        notices.append(notice)
        title = f"撤回公告：{notice['number']}"
        crumbs = addresses.crumbs(("撤回公告", "withdrawn/index.html"), (notice["number"], ""))
        page = Page(
            url=notice["url"], title=title, section="withdrawn", crumbs=crumbs, noindex=True, article=True,
            published=notice["taken_down"], source=organ["name"], description=f"{organ['name']}撤回公示的决定",
        )  # fmt: skip
        press.page("tombstone.html", page, t=notice)
    notices.sort(key=lambda notice: (notice["taken_down"], notice["id"]), reverse=True)
    page = Page(
        url="withdrawn/index.html", title="撤回公告", section="withdrawn", crumbs=addresses.crumbs(("撤回公告", "")),
        description="已公示的决定被变更、撤销、确认违法或者无效后撤回的公告",
    )  # fmt: skip
    statement = None if notices else statement_of(press, "没有撤回公示的决定")
    press.page("withdrawn.html", page, rows=notices, statement=statement)
    return notices
