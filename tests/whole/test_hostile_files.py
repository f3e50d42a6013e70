"""Two hundred spoilt versions of a file of every kind, and every field turned into an attack: nothing breaks, nothing leaks."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from kind_samples import DATA, SAMPLES, dump, write_small_county, written
from mutations import EVALUATED, MARKDOWN, PAYLOADS, mutants, with_each_leaf

from gongshi.assembly import Assembled, assemble
from gongshi.findings import Scope
from inprocess import Tree, tree_of
from pages import faults_of

# Two hundred were run by hand; more of them: GONGSHI_MUTANTS=200 pytest tests/whole/test_hostile_files.py
MUTANTS = int(os.environ.get("GONGSHI_MUTANTS", "40"))
# A held file leaves the register as it was, and the site is made of the register; every so many are built all the same.
_BUILT = 8
_SHELVES = (
    "entities", "catalogues", "flows", "guides", "boards", "policies", "decisions", "random_results", "annual_reports",
    "undisclosed", "attachments", "standings", "same_id", "replaced_by", "officers", "items", "random_items",
)  # fmt: skip
# Four of five changed pages were changed the same way by another spoilt file; parsing takes a third of the time.
_faults_of = cache(faults_of)
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_QUOTED = re.compile(r"“[^”]*”|【[^】]*】")
# Words that only a library would say.
_LIBRARY = re.compile(
    r"\b(?:expected|found|could|mapping|sequence|scalar|token|input|should|valid|value|error|field|required|extra|permitted"
    r"|none|dict|str|int|list|tuple|pydantic|python|codec|decode|byte|traceback|exception|line|column|while|character|object)\b",
    re.I,
)
# The file itself is at fault, not a line of it: its size, its name, its nature.
_WHOLE_FILE = frozenset({"GS005", "GS006"})
# May stand in output bytes nowhere: what terminals and browsers act upon and readers cannot see.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_small_county(tmp_path_factory.mktemp("hostile"))


class Without(NamedTuple):
    """The county as it is when the file in question is not there."""

    assembled: Assembled
    tree: Tree

    def differs(self, assembled: Assembled) -> list[str]:
        """The shelves of the register that another reading fills otherwise."""
        mine, other = self.assembled.sound, assembled.sound
        return [name for name in _SHELVES if _filled(getattr(mine, name)) != _filled(getattr(other, name))]


def _filled(shelf: Any) -> Any:
    # Looking for a kind that has no records leaves an empty shelf behind.
    return {key: value for key, value in shelf.items() if value != {}} if isinstance(shelf, dict) else shelf


@pytest.fixture(scope="module")
def without(county: Path) -> Without:
    assembled = assemble(county)
    assert not assembled.exit_code
    return Without(assembled, tree_of(assembled, county))


def _speaks(assembled: Assembled, file: str) -> list[str]:
    """What is wrong with the findings about one file."""
    wrong = []
    for finding in assembled.findings:
        said = f"{finding.code} {finding.message} | {finding.fix}"
        if finding.is_gate and finding.file != file:
            wrong.append(f"a gate on another file: {finding.file} {said}")
        if finding.is_gate and finding.scope is not Scope.RECORD:
            wrong.append(f"a gate on everything: {said}")
        if finding.is_gate and finding.code not in _WHOLE_FILE and (finding.line < 1 or finding.column < 1):
            wrong.append(f"no line: {said}")
        if not _CHINESE.search(finding.message) or _LIBRARY.search(_QUOTED.sub("", finding.message)):
            wrong.append(f"not plain Chinese: {said}")
        if len(finding.message) > 1_000 or len(finding.fix) > 1_000 or _UNSEEN.search(said.replace("\n", "")):
            wrong.append(f"unbounded or unprintable: {said[:200]!r}")
    return wrong


def _try(county: Path, without: Without, kind: str, data: bytes, number: int = 0) -> tuple[list[str], bool]:
    """Everything wrong with what one spoilt file does to the site, and whether it was let in."""
    file = SAMPLES[kind][0]
    path = county / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    try:
        assembled = assemble(county)
        held = file in assembled.held
        tree = without.tree if held and number % _BUILT else tree_of(assembled, county)
    except Exception as error:  # what a clerk must never see
        return [f"raised {type(error).__name__}: {error}"], False
    finally:
        path.unlink()
    wrong = _speaks(assembled, file)
    changed = {name for name in tree.keys() | without.tree.keys() if tree.get(name) != without.tree.get(name)}
    if held:
        wrong += [f"held back, but {name} differ" for name in without.differs(assembled)]
        wrong += [f"held back, but {name} changed" for name in sorted(changed)]
        if not any(f.is_gate and f.file == file for f in assembled.findings) or assembled.exit_code != 1:
            wrong.append(f"held back in silence, exit {assembled.exit_code}")
        return wrong, False
    for name in sorted(changed & tree.keys()):
        wrong += [f"{name}: {fault}" for fault in _faults_of(name, tree[name])]
        text = tree[name].decode("utf-8", "replace") if name.endswith((".html", ".xml", ".svg")) else ""
        if EVALUATED in text:
            wrong.append(f"{name}: content was run as a template")
        if _UNSEEN.search(text):
            wrong.append(f"{name}: unseen character {_UNSEEN.search(text)}")
    return wrong, True


@pytest.mark.slow
@pytest.mark.parametrize("kind", SAMPLES)
def test_spoilt_file_is_held_back_alone_or_harmless(kind: str, county: Path, without: Without) -> None:
    held = 0
    for number, (name, data) in enumerate(mutants(SAMPLES[kind][1], kind, MUTANTS)):
        wrong, accepted = _try(county, without, kind, data, number)
        assert not wrong, (name, wrong[:5])
        held += not accepted
    # Both outcomes are exercised: a reader that refuses everything, or nothing, would pass the rest in vain.
    assert MUTANTS // 4 < held < MUTANTS


@pytest.mark.slow
@pytest.mark.parametrize("kind", SAMPLES)
def test_attack_in_any_field_is_shown_as_text(kind: str, county: Path, without: Without) -> None:
    everything: Any = DATA[kind]
    for number, (leaf, _) in enumerate(with_each_leaf(DATA[kind], "")):
        payload = PAYLOADS[number % len(PAYLOADS)]
        wrong, accepted = _try(county, without, kind, written(kind, _at(DATA[kind], leaf, payload)).encode(), number)
        assert not wrong, (leaf, wrong[:5])
        if accepted:
            everything = _at(everything, leaf, "".join(PAYLOADS))
    # All fields that take any text, all attacked at once. Together they may break a rule between fields; that is fine.
    wrong, _ = _try(county, without, kind, written(kind, everything).encode())
    assert not wrong, wrong[:5]


@pytest.mark.parametrize("piece", MARKDOWN)
@pytest.mark.parametrize("kind", ["guide", "policy", "annual-report"])
def test_markdown_is_cleaned(kind: str, piece: str, county: Path, without: Without) -> None:
    text = dump({**DATA[kind], "总体情况": piece + "\n正文。"}) if kind == "annual-report" else SAMPLES[kind][1] + piece
    wrong, accepted = _try(county, without, kind, text.encode())
    assert accepted
    assert not wrong, wrong[:5]


def _at(data: Any, leaf: str, value: str) -> Any:
    return next(changed for path, changed in with_each_leaf(data, value) if path == leaf)
