"""``gongshi schema``, and the schema files that the wheel carries."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

import jsonschema
import pytest

from answers import call
from county import DECISION, ORGAN, SITE
from gongshi.records.schema import models, schema

KINDS = sorted(models())


def test_all_kinds_at_once() -> None:
    answer = call("schema")
    assert (answer.status, answer.err) == (0, "")
    assert sorted(json.loads(answer.out)) == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_one_kind(kind: str) -> None:
    answer = call("schema", kind)
    assert (answer.status, answer.err) == (0, "")
    printed = json.loads(answer.out)
    jsonschema.Draft202012Validator.check_schema(printed)
    for name, field in printed["properties"].items():
        assert any("一" <= letter <= "鿿" for letter in name), name
        assert field.get("description") or "$ref" in field, name


@pytest.mark.parametrize(("kind", "record"), [("site", SITE), ("entity", ORGAN), ("decision-penalty", DECISION)])
def test_a_valid_record_fits_its_schema(kind: str, record: dict[str, object]) -> None:
    unknown = {**record, "无此字段": "x"}
    validator = jsonschema.Draft202012Validator(schema(models()[kind]))
    assert any("无此字段" in error.message for error in validator.iter_errors(unknown))
    assert not [e.message for e in validator.iter_errors(record) if "无此字段" in e.message or "required" in e.message]


def test_files_in_a_folder(tmp_path: Path) -> None:
    assert call("schema", "--output", str(tmp_path / "new/folder")).status == 0
    names = sorted(p.name for p in (tmp_path / "new/folder").iterdir())
    assert names == sorted(f"{kind}.schema.json" for kind in KINDS)


def test_one_kind_in_a_folder(tmp_path: Path) -> None:
    assert call("schema", "site", "--output", str(tmp_path)).status == 0
    assert [p.name for p in tmp_path.iterdir()] == ["site.schema.json"]


def test_the_files_that_the_wheel_carries_are_true(tmp_path: Path) -> None:
    """Mend with `make schemas`."""
    call("schema", "--output", str(tmp_path))
    fresh = {p.name: p.read_text("utf-8") for p in tmp_path.iterdir()}
    kept = {p.name: p.read_text("utf-8") for p in resources.files("gongshi").joinpath("schemas").iterdir()}
    assert kept == fresh
