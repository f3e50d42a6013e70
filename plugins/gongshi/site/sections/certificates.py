"""执法证件查询: is the certificate that somebody shows good today? Judged in the reader's browser, for the reader's day.

The page loads one small file, chosen by the number that was asked for. It says nothing that the officers' list does not.
"""

from __future__ import annotations

import json
import re
from typing import Any

from gongshi.records.entity import Officer
from gongshi.site import addresses
from gongshi.site.page import Page
from gongshi.site.press import Press

# Certificates in a file: some 30 KB before compression.
_IN_A_FILE = 200
# Prime, so that numbers that differ in their last digits alone spread over all files.
_MODULUS = 65_521
# The number in 0999-6590000（青禾县司法局）: whoever stands in the street calls it by a touch.
_PHONE = re.compile(r"[0-9]{3,4}-?[0-9]{7,8}|[0-9]{5}")


def build(press: Press) -> None:
    """The page, and its files: certificate number → what the officers' list says of it."""
    found: dict[str, dict[str, Any]] = {
        officer.certificate: said(officer, press.register.name_of(lists.entity))
        for officer, lists in press.register.officers.values()
    }
    count = max(1, -(-len(found) // _IN_A_FILE))
    files: list[dict[str, Any]] = [{} for _ in range(count)]
    for number, facts in sorted(found.items()):
        files[shard(number, count)][number] = facts
    for i, file in enumerate(files):
        # The number of files is in the name: a page kept from before a change finds nothing rather than the wrong file.
        press.staging.write(f"officers/check/{count}-{i}.json", json.dumps(file, ensure_ascii=False) + "\n")
    page = Page(
        url=addresses.CHECK, title="执法证件查询", section="lookup", noindex=True,
        crumbs=addresses.crumbs(("执法证件查询", "")), description="输入执法证号，核对执法人员的证件今天是否有效",
    )  # fmt: skip
    phone = press.register.site.correction
    dial = _PHONE.search(phone)
    press.page("check.html", page, files=count, phone=phone, dial=dial[0] if dial else None)
    press.list_page("事中公示", "执法证件查询", addresses.CHECK)
    moved = Page(
        url=addresses.CHECK_BEFORE, title="执法证件查询（新网址）", section="lookup", noindex=True,
        crumbs=addresses.crumbs(("执法证件查询（新网址）", "")),
    )  # fmt: skip
    press.page("moved.html", moved, to=addresses.CHECK)


def shard(number: str, count: int) -> int:
    """Which of ``count`` files a certificate is in; check.js reckons the same."""
    total = 0
    for letter in number:
        total = (total * 31 + ord(letter)) % _MODULUS
    return total % count


def said(officer: Officer, entity: str) -> dict[str, Any]:
    """What check.js judges by: the term and what the bureau says, since the reader's day may be another than the site's."""
    return {
        "name": officer.name,
        "entity": entity,
        "unit": officer.unit,
        "field": officer.field,
        "from": officer.valid_from.isoformat(),
        "to": officer.valid_to.isoformat(),
        "status": officer.status,
        "page": addresses.officer(officer.certificate).removeprefix("officers/"),
    }
