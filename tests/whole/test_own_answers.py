"""What organs, lists, pages and the site say of their own findings (内部) is for the bureau alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from kind_samples import DATA, SAMPLES, write_small_county, written

from county import SITE, write
from gongshi.public.fingerprint import fingerprint
from gongshi.public.statement import statement_of
from gongshi.records.base import Record
from gongshi.records.kinds import BY_NAME
from gongshi.records.kinds import SITE as SITE_KIND
from gongshi.search import reader
from inprocess import site_of

PAGES = [kind for kind in SAMPLES if not kind.startswith("decision-")]
SECRETS = ("缺陷暗语甲乙丙", "批准暗语甲乙丙", "静默暗语甲乙丙", "备注暗语甲乙丙", "编号暗语甲乙丙")
INTERNAL = {
    "缺陷说明": [{"代码": "GS259", "内容": SECRETS[0], "批准人": SECRETS[1], "日期": "2026-03-05"}],
    "提示静默": [{"代码": "GS260", "原因": SECRETS[2], "到期": "2026-12-31"}],
    "备注": SECRETS[3],
}


def answering(kind: str) -> dict[str, Any]:
    """The sample with answers in its 内部, and numbers for its officers."""
    data = DATA[kind]
    if kind == "officer":
        data = {**data, "人员": [{**row, "内部编号": SECRETS[4]} for row in data["人员"]]}
    return {**data, "内部": {**data.get("内部", {}), **INTERNAL}}


def county(folder: Path, answers: bool) -> Path:
    content = write_small_county(folder)
    for kind, (file, text) in SAMPLES.items():
        write(content / file, written(kind, answering(kind)) if answers and kind in PAGES else text)
    if answers:
        with (content / "site.yaml").open("a", encoding="utf-8") as file:
            file.write(f"内部: {{提示静默: [{{代码: GS293, 原因: {SECRETS[2]}, 到期: 2026-12-31}}]}}\n")
    return content


def test_answers_change_no_byte_of_the_site(tmp_path: Path) -> None:
    _, plain = site_of(county(tmp_path / "plain", answers=False))
    assembled, tree = site_of(county(tmp_path / "answers", answers=True))
    assert assembled.register is not None
    assert {file for _, (file, _) in SAMPLES.items()} <= {r.file for r, _ in assembled.register.answering()}
    assert tree.keys() == plain.keys()
    assert {path for path, data in tree.items() if data != plain[path]} == set()


def test_nothing_of_them_is_in_output_or_index(tmp_path: Path) -> None:
    _, tree = site_of(county(tmp_path, answers=True))
    said = "\n".join([*tree, *(data.decode("utf-8", "replace") for data in tree.values())])
    indexed = "\n".join(text for _, text in reader.texts(tree))
    assert "样品许可" in said and "样品许可" in indexed
    assert [word for word in SECRETS if word in said or word in indexed] == []


def record_of(kind: str, data: dict[str, Any]) -> Record:
    return BY_NAME[kind].model_for(data).model_validate(data)


@pytest.mark.parametrize("kind", PAGES)
def test_statement_and_signed_hash_know_nothing_of_them(kind: str) -> None:
    plain, answers = record_of(kind, DATA[kind]), record_of(kind, answering(kind))
    for record in (plain, answers):
        record.bind(id="m-sample", file=SAMPLES[kind][0])
    assert statement_of(answers) == statement_of(plain)
    assert fingerprint(answers, lambda _: "") == fingerprint(plain, lambda _: "")
    assert not any(word in repr(statement_of(answers)) for word in SECRETS)


def test_statement_of_the_site() -> None:
    site = SITE_KIND.model.model_validate({**SITE, "内部": INTERNAL})
    assert not any(word in repr(statement_of(site)) for word in SECRETS)
