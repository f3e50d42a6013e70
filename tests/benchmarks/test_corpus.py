"""The benchmark corpus: the same bytes at every run, sound in every record, one of each kind at least."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from gongshi.assembly import Assembled, assemble
from gongshi.findings import Severity
from gongshi.records.decision import Decision
from gongshi.records.decisions import DECISIONS
from gongshi.records.identifiers import document_key, is_credit_code

_CORPUS = Path(__file__).parents[2] / "benchmarks" / "corpus.py"
COUNT = 200


def write(target: Path, hash_seed: str) -> dict[str, bytes]:
    """A corpus, stock articles with it, written by a process of its own: path → bytes."""
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    command = [sys.executable, str(_CORPUS), str(COUNT), str(target), "--stock"]
    subprocess.run(command, check=True, env=environment)
    return {str(path.relative_to(target)): path.read_bytes() for path in target.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus that the tests only read."""
    target = tmp_path_factory.mktemp("corpus")
    write(target, "1")
    return target


@pytest.fixture(scope="module")
def assembled(corpus: Path) -> Assembled:
    return assemble(corpus / "content")


@pytest.fixture(scope="module")
def decisions(assembled: Assembled) -> list[Decision]:
    return list(assembled.sound.decisions.values())


def test_two_runs_write_the_same_bytes(corpus: Path, tmp_path: Path) -> None:
    first = {str(path.relative_to(corpus)): path.read_bytes() for path in corpus.rglob("*") if path.is_file()}
    assert first == write(tmp_path / "again", "2")
    assert sum(name.startswith("stock/content/") for name in first) == COUNT


def test_every_record_is_read_and_nothing_is_held_back(assembled: Assembled, decisions: list[Decision]) -> None:
    assert [f for f in assembled.findings if f.severity is not Severity.NOTE] == []
    assert len(decisions) == COUNT


def test_all_eleven_kinds_are_there_and_most_are_penalties_and_licences(decisions: list[Decision]) -> None:
    assert {d.kind for d in decisions} == set(DECISIONS)
    assert sum(d.kind in ("行政处罚", "行政许可") for d in decisions) > COUNT * 0.6


def test_at_least_nine_in_ten_are_visible_and_some_are_not(assembled: Assembled) -> None:
    shown = sum(standing.state.shown for standing in assembled.sound.standings.values())
    assert COUNT * 0.9 <= shown < COUNT


def test_credit_codes_are_valid(decisions: list[Decision]) -> None:
    codes = [party.credit_code for d in decisions for party in d.parties if party.credit_code]
    assert len(set(codes)) > COUNT / 2
    assert all(is_credit_code(code) and code[:2] in ("91", "92", "93") for code in codes)


def test_document_numbers_run_on_without_gaps_in_the_order_of_the_days(decisions: list[Decision]) -> None:
    series: dict[tuple[str, int], list[tuple[int, Decision]]] = defaultdict(list)
    for decision in decisions:
        key = document_key(decision.number)
        assert key is not None
        series[key.organ, key.year].append((key.serial, decision))
    for numbered in series.values():
        numbered.sort(key=lambda entry: entry[0])
        assert [serial for serial, _ in numbered] == list(range(1, len(numbered) + 1))
        days = [decision.decided for _, decision in numbered]
        assert days == sorted(days)


def test_facts_are_long_enough_and_repeat_little(decisions: list[Decision]) -> None:
    facts = [getattr(d, "facts", None) or getattr(d, "content") for d in decisions]  # noqa: B009 - by kind
    assert all(150 <= len(text) <= 500 for text in facts)
    assert len(set(facts)) == COUNT
    assert len({party.name for d in decisions for party in d.parties}) > COUNT / 2


def test_too_few_for_one_of_each_kind_is_refused(tmp_path: Path) -> None:
    command = [sys.executable, str(_CORPUS), "10", str(tmp_path / "few")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "at least 11" in done.stderr
