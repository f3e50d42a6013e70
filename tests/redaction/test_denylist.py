"""The list of what must not appear: tags that say nothing, every spelling found, anything damaged refused."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answers import Answer, call
from gongshi.redaction import denylist
from gongshi.redaction.denylist import DenylistError, Match

KEY = bytes(range(32))
VALUES = ["张小禾", "13900000000", "青禾县北滩乡上滩村3组12号", "买买提·艾力"]


def made(*values: str) -> denylist.Denylist:
    return denylist.read(denylist.make(values or VALUES, KEY).text, KEY)


def types(text: str) -> list[str]:
    return [found.type for found in made().matches(text)]


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("当事人张小禾在", "name"),
        ("张 小 禾", "name"),
        ("张\u200b小\u00ad禾", "name"),
        ("买买提艾力", "name"),
        ("买买提•艾力的羊", "name"),
        ("电话139-0000-0000。", "number"),
        ("１３９００００００００", "number"),
        ("编号X13900000000Y", "number"),
        ("住青禾县北滩乡上滩村３组１２号", "address"),
    ],
)
def test_every_spelling_is_found(text: str, type: str) -> None:
    assert types(text) == [type]


@pytest.mark.parametrize("text", ["张小，禾苗", "张小\n禾", "张某", "1390000000", "北滩乡上滩村3组"])
def test_what_is_something_else_is_not(text: str) -> None:
    assert types(text) == []


def test_the_list_says_nothing_of_its_values() -> None:
    text = denylist.make(VALUES, KEY).text
    assert not any(value in text for value in VALUES)
    assert text == denylist.make(reversed(VALUES), KEY).text
    assert KEY.hex() not in text


def test_short_names_are_left_out_and_counted() -> None:
    found = denylist.make(["高明", "张小禾"], KEY)
    assert (found.count, found.short) == (1, 1)
    assert denylist.make(["高明", "张小禾"], KEY, short=True).count == 2


def test_a_value_that_could_never_be_found_is_refused() -> None:
    with pytest.raises(DenylistError, match="第 2 行") as error:
        denylist.make(["张小禾", "姓名\t李，麦粒"], KEY)
    assert "李" not in str(error.value)


@pytest.mark.parametrize("change", ["", "cut", "line", "tag", "head"])
def test_a_damaged_list_is_refused(change: str) -> None:
    text = denylist.make(VALUES, KEY).text
    lines = text.split("\n")
    damaged = {
        "": "",
        "cut": text[: len(text) // 2],
        "line": "\n".join(lines[:2] + lines[3:]),
        "tag": text.replace(lines[2][-4:], "0000", 1),
        "head": text.replace("denylist 1", "denylist 2", 1),
    }[change]
    with pytest.raises(DenylistError):
        denylist.read(damaged, KEY)


def test_another_key_is_refused() -> None:
    with pytest.raises(DenylistError, match="密钥"):
        denylist.read(denylist.make(VALUES, KEY).text, bytes(32))


def test_configured_fails_closed(tmp_path: Path) -> None:
    place, key = tmp_path / "tags", tmp_path / "key"
    place.write_text(denylist.make(VALUES, KEY).text, encoding="utf-8")
    key.write_text(KEY.hex(), encoding="ascii")
    both = {denylist.LIST: str(place), denylist.KEY_FILE: str(key)}
    found = denylist.configured(both, required=True)
    assert found is not None
    assert list(found.matches("张小禾")) == [Match("name", next(iter(found.matches("张小禾"))).tag)]
    assert denylist.configured({}, required=False) is None
    bad = [
        ({}, True),
        ({denylist.KEY_FILE: str(key)}, False),
        ({denylist.LIST: str(place)}, False),
        ({**both, denylist.LIST: str(tmp_path / "gone")}, False),
        ({**both, denylist.KEY_FILE: str(tmp_path / "gone")}, False),
        ({denylist.LIST: str(place), denylist.KEY: "short"}, False),
    ]
    for environment, required in bad:
        with pytest.raises(DenylistError):
            denylist.configured(environment, required=required)


@given(
    st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=3, max_size=10),
    st.text(max_size=30),
    st.text(max_size=30),
)
def test_a_listed_name_is_found_between_anything(name: str, before: str, after: str) -> None:
    found = denylist.read(denylist.make([f"姓名\t{name}"], KEY).text, KEY)
    assert list(found.matches(f"{before}\n{name}\n{after}"))


def made_by_command(monkeypatch: pytest.MonkeyPatch, text: str, *args: str) -> Answer:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode("utf-8"))))
    monkeypatch.setenv(denylist.KEY, KEY.hex())
    return call("denylist", "make", *args)


def test_the_command_writes_the_list_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = made_by_command(monkeypatch, "\ufeff张小禾\n姓名\t高明\n\n")
    assert answer.status == 0
    assert answer.out == denylist.make(["张小禾"], KEY).text
    assert "有 1 个太短" in answer.err
    assert "高明" not in answer.err + answer.out


def test_the_command_needs_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("张小禾".encode())))
    monkeypatch.delenv(denylist.KEY, raising=False)
    answer = call("denylist", "make")
    assert (answer.status, answer.out) == (2, "")
    assert "密钥" in answer.err
