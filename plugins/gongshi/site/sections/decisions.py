"""Decisions: a page each, and a row in the lists."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup

from gongshi.lifecycle import in_words
from gongshi.public.decision import download_of, project_decision, summary_of
from gongshi.records.decision import Decision
from gongshi.registry.register import Register
from gongshi.search.document import Document, Field, Later, digests_of
from gongshi.search.documents import of_decision
from gongshi.search.similar import similar
from gongshi.site import addresses
from gongshi.site.attachments import publish
from gongshi.site.page import Page
from gongshi.site.press import Press
from gongshi.site.speech import counted
from gongshi.site.unchanged import Made, told
from gongshi.source.digests import digest

LATEST = 10
# Lists lie two folders deep, so that one rendering of a row serves them all.
_LIST_ROOT = "../../"
_SECTION = "decisions"


@dataclass(frozen=True, slots=True)
class Listed:
    """What the lists need of a visible decision, kept small: there may be tens of thousands."""

    row: dict[str, Any]
    # Stands for it.
    key: str
    draw: Callable[[dict[str, Any]], Markup]

    def __html__(self) -> str:
        """The row as lists show it; drawn when one of them is made anew."""
        return self.draw(self.row)

    @property
    def order(self) -> tuple[str, str]:
        return self.row["decided"], self.row["id"]

    @property
    def month(self) -> tuple[int, int]:
        return int(self.row["decided"][:4]), int(self.row["decided"][5:7])


ROW = (
    "id", "title", "number", "kind", "kind_zh", "entity", "party", "decided", "published", "expected", "last_day",
    "status", "status_zh", "soon", "amount",
)  # fmt: skip


def build(press: Press) -> list[Listed]:
    """Every page of a visible decision. Returns the visible ones, newest first."""
    visible = []
    register, unchanged = press.register, press.unchanged
    shown = [record for record in register.decisions.values() if register.standings[record.id].state.shown]
    unchanged.open(register, press.fingerprint(), press.chrome("../", _SECTION))
    like = _alike(press, shown)
    taken, draw = unchanged.taken(shown, like, press.staging), _drawing(press)
    with counted("生成决定的页面", len(shown) - len(taken)) as step:
        for record in shown:
            others = like.get(record.id, ())
            made = taken.get(record.id)
            fields: Sequence[Field] = Later(partial(_fields, record, register))
            if made is None:
                made, fields = _made(press, record, others)
                unchanged.keep(record, others, made)
                step()
            elif made.indexed:
                press.indexed.append((addresses.decision(record.id), made.row["published"]))
            press.documents.append(_document(made, fields))
            visible.append(Listed(made.row, made.key, draw))
    visible.sort(key=lambda entry: entry.order, reverse=True)
    return visible


def _drawing(press: Press) -> Callable[[dict[str, Any]], Markup]:
    """Draws the row of a decision once for all lists."""
    drawn: dict[str, Markup] = {}

    def draw(row: dict[str, Any]) -> Markup:
        found = drawn.get(row["id"])
        if found is None:
            found = drawn[row["id"]] = press.fragment("_decision_row.html", row=row, root=_LIST_ROOT)
        return found

    return draw


def _alike(press: Press, shown: Sequence[Decision]) -> dict[str, list[str]]:
    """Id → ids of cases like it; looked for only where a case of the same kind and item has changed."""
    found: dict[str, list[str]] = {}
    for group, like in press.unchanged.groups(shown):
        if like is None:
            # Projected once more when its page is made: the text of tens of thousands would fill the memory.
            like = similar(project_decision(record, press.register) for record in group)
            press.unchanged.keep_group(group, like)
        found.update(like)
    return found


def _fields(record: Decision, register: Register) -> Sequence[Field]:
    return of_decision(project_decision(record, register)).fields


def _document(made: Made, fields: Sequence[Field]) -> Document:
    """As ``of_decision`` gives it."""
    row, found = made.row, made.found
    return Document(
        kind=row["kind"], kind_zh=row["kind_zh"], record=row["id"], organ=row["entity"]["short"], day=row["decided"],
        fields=fields, keys=tuple(found["keys"]), last_day=row["last_day"] or "", status=row["status"],
        status_zh=row["status_zh"], item=found["item"], digest=found["digest"],
    )  # fmt: skip


def _made(press: Press, record: Decision, others: Sequence[str]) -> tuple[Made, Sequence[Field]]:
    """What became of a decision, and the fields under which it is found."""
    register = press.register
    data = project_decision(record, register)
    document = of_decision(data)
    digests = digests_of([document], lambda _: addresses.decision(record.id))
    found = {"keys": document.keys, "item": document.item, "digest": digests[0]}
    row = {name: data[name] for name in ROW}
    row["url"] = addresses.decision(record.id)
    data["attachments"] = publish(press, record, data["attachments"])
    _download(press, data)
    data["similar"] = [_like(register, other) for other in others]
    _page(press, data)
    paths = addresses.decision(record.id), addresses.decision_data(record.id)
    files = {path: press.staging.seals[path][0] for path in paths}
    return Made(row, digest(told(row))[:32], files, not _private(data), found), document.fields


def _download(press: Press, data: dict[str, Any]) -> None:
    files = [{**file, "url": f"{press.url}/{file['url']}"} for file in data["attachments"]]
    whole = download_of({**data, "attachments": files}, f"{press.url}/{addresses.decision(data['id'])}")
    # A row for each key: for those who compare two versions, and for the gate, which reads each distinct row once.
    text = json.dumps(whole, ensure_ascii=False, separators=(",\n", ": "))
    press.staging.write(addresses.decision_data(data["id"]), text + "\n")


def _private(data: dict[str, Any]) -> bool:
    """A natural person's page is not for search engines."""
    return any(party["kind"] == "自然人" for party in data["parties"])


def _like(register: Register, record: str) -> dict[str, Any]:
    """A line of 类案. No party: the page of another may be open to search engines where this one's is not."""
    summary = summary_of(register.decisions[record], register)
    line = {name: summary[name] for name in ("title", "number", "decided", "amount", "last_day")}
    return {**line, "url": addresses.decision(record)}


def _page(press: Press, data: dict[str, Any]) -> None:
    register = press.register
    organ = data["entity"]
    organ["url"] = press.organ_url(organ["id"])
    if data["entrusted"]:
        data["entrusted"]["url"] = press.organ_url(data["entrusted"]["id"])
    if data["item"]:
        data["item"]["url"] = addresses.item(data["item"]["code"]) if data["item"]["name"] else None
    if data["flow"]:
        data["flow"] = {
            "title": register.flows[data["flow"]].title,
            "url": addresses.of("flow", data["flow"]),
        }
    for link in (*data["related"], *([data["replaces"]] if data["replaces"] else ())):
        link["url"] = addresses.decision(link["id"])
    press.page(
        "decision.html",
        Page(
            url=addresses.decision(data["id"]),
            title=data["title"],
            section=_SECTION,
            crumbs=addresses.crumbs(
                ("执法决定", "decisions/index.html"),
                (data["kind_zh"], addresses.group(f"kind-{data['kind']}")),
                (data["number"], ""),
            ),
            description=f"{organ['name']}{data['kind_zh']}：{data['title']}，{data['number']}",
            keywords=f"{data['kind_zh']},{data['number']}",
            noindex=_private(data),
            last_day=data["last_day"],
            published=data["published"],
            source=organ["name"],
            article=True,
        ),
        d=data,
        data_url=addresses.decision_data(data["id"]),
        qr=press.qr.path(addresses.decision(data["id"])),
    )


def rows(press: Press, listed: Iterable[Listed], root: str) -> list[Markup]:
    """The rows once more for pages at another depth."""
    return [press.fragment("_decision_row.html", row=entry.row, root=root) for entry in listed]


def newest(listed: Iterable[Listed]) -> list[Listed]:
    """By day of publication, since that is what a returning reader has not seen."""
    return sorted(listed, key=lambda e: (e.row["published"] or "", e.row["id"]), reverse=True)


def of_organs(listed: Iterable[Listed]) -> dict[str, list[Listed]]:
    """Each organ's decisions, in the order in which they come; an empty list for an organ without any."""
    found: dict[str, list[Listed]] = defaultdict(list)
    for entry in listed:
        found[entry.row["entity"]["id"]].append(entry)
    return found


def statement_of(press: Press, empty: str) -> str:
    """An empty column says since when and of what it is empty (国办秘函〔2019〕19号: no empty columns)."""
    return f"截至{in_words(press.register.setting.as_of)}，{empty}。"
