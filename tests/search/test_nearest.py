"""When nothing is found, what is offered instead is found, and is the most of what was typed."""

from __future__ import annotations

import node
import samples

NEAREST = node.MODULE.with_name("search-nearest.js")


def _offered(queries: list[str]) -> list[list[dict[str, object]]]:
    code = """
      const load = async (path) => new Uint8Array(readFileSync(given.folder + "/search/" + path));
      const { search } = module.searcher({ load, day: () => "2026-11-21" });
      const { nearest } = await import(given.nearest);
      const answers = [];
      for (const query of given.queries) answers.push(await nearest(query, search, module));
      return answers;
    """
    given = {"folder": str(samples.county().folder), "nearest": NEAREST.as_uri(), "queries": queries}
    answers: list[list[dict[str, object]]] = node.run(code, given)
    return answers


def test_what_is_offered_is_found_and_as_many() -> None:
    sample = samples.county()
    queries = [
        "青禾县丰穗农资经营部",
        "怎么申请食品经营许可",
        "种子 罚款 从无此词",
        "種子",
        "a" * 10_000,
        "青禾县" * 3_333,
        "《》",
        "\ud800",
    ]
    for query, rows in zip(queries, _offered(queries), strict=True):
        assert [row["total"] for row in rows] == [len(sample.scan(str(row["query"]))) for row in rows], query[:20]
        assert all(row["total"] for row in rows)
        assert all(len(str(row["query"])) > 1 for row in rows)


def test_the_longest_beginning_and_end_as_they_were_typed() -> None:
    sample = samples.county()
    number = "青农（种子）罚〔2026〕33号"
    (rows,) = _offered([number])
    first = str(rows[0]["query"])
    assert number.startswith(first)
    assert sample.scan(first)
    assert not sample.scan(number[: len(first) + 1])


def test_words_that_stand_together_come_before_each_alone() -> None:
    (rows,) = _offered(["种子 罚款 从无此词"])
    assert [row["query"] for row in rows] == ["种子 罚款", "种子", "罚款"]


def test_articles_are_written_as_the_law_writes_them() -> None:
    (rows,) = _offered(["种子法第79条"])
    assert [row["query"] for row in rows] == ["种子法第七十九条"]
    written = ["10条", "第１５条", "第100条", "第105条", "第110条", "第1260条", "第0条", "2026年"]
    code = "const { cited } = await import(given.nearest); return given.written.map(cited);"
    assert node.run(code, {"nearest": NEAREST.as_uri(), "written": written}) == [
        "第十条", "第十五条", "第一百条", "第一百零五条", "第一百一十条", "第一千二百六十条", "第0条", "2026年",
    ]  # fmt: skip
