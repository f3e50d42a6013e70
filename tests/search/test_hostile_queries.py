"""Whatever is typed and whatever is missing: no error of ours, no wrong result, at worst a clear message."""

from __future__ import annotations

import json
import re

import node
import pytest
import samples

HOSTILE = [
    "", " ", "\x00", "\x07\x1b[31m", "a" * 10_000, "青" * 10_000, "青禾县" * 3_333, "罚款 " * 2_000, "\ud800", "青\udc00禾", "\ufffe\uffff",
    ".*", "(a+)+$", "[", "\\", "^青", "$&", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "' OR 1=1 --",
    "../../etc/passwd", "__proto__", "constructor", "toString", "%00", "\u202e青禾", "👨‍👩‍👧", "𠮷" * 50, '"""', "“”",
]  # fmt: skip


def test_hostile_queries_are_answered_as_a_plain_scan_would() -> None:
    sample = samples.county()
    answers = samples.ask(sample, HOSTILE)
    for query, answer in zip(HOSTILE, answers, strict=True):
        assert sorted(answer["ids"]) == sorted(sample.scan(query)), query[:40]  # type: ignore[call-overload]


def test_a_whole_text_as_a_query_is_found() -> None:
    sample = samples.county()
    long = max((text for d in sample.documents for _, text in d.fields), key=len)
    (answer,) = samples.ask(sample, [long])
    assert answer["ids"] == sample.scan(long) != []


def _faulty(faults: list[str], query: str = "青禾县种子有限公司") -> list[dict[str, object]]:
    """Searches while each fault (a JavaScript expression of path, data and n, the number of the read) is at work."""
    working = ", ".join(f"(path, data, n, paths) => {fault}" for fault in faults)
    code = f"""
      const read = (path) => new Uint8Array(readFileSync(given.folder + "/search/" + path));
      // Another file of the same index.
      const other = () => read(JSON.parse(new TextDecoder().decode(read("index.json"))).folders.k[1].slice(0, 16) + "/k-0.bin");
      const answers = [];
      for (const fault of [{working}]) {{
        const paths = [];
        const load = async (path) => fault(path, read(path), paths.push(path), paths);
        const {{ search }} = module.searcher({{ load, day: () => "2026-11-21" }});
        try {{
          const found = await search(given.query);
          answers.push({{ ids: await found.ids(), paths }});
        }} catch (error) {{
          answers.push({{ message: error.message, known: error instanceof module.SearchError, paths }});
        }}
      }}
      return answers;
    """
    answers: list[dict[str, object]] = node.run(code, {"folder": str(samples.county().folder), "query": query})
    return answers


MISSING = '(() => { throw new module.SearchError("missing"); })()'


FAULTS = (
    MISSING, "data.subarray(0, data.length - 7)", "data.subarray(0, 3)", "new TextEncoder().encode('<!DOCTYPE html><p>404')", "other(path)",
)  # fmt: skip


@pytest.mark.parametrize("kind", ["t", "g", "x"])
def test_a_missing_or_damaged_file_gives_a_message_and_never_a_result(kind: str) -> None:
    for answer in _faulty([f"/\\/{kind}[-.]/.test(path) ? {fault} : data" for fault in FAULTS]):
        assert answer.get("known") is True
        assert "检索文件没有完整取到" in str(answer["message"])
        # Nothing that only an engineer reads.
        assert not re.search("[a-z]{5}", str(answer["message"]).replace("missing", "")), answer["message"]
        assert [path for path in answer["paths"] if path == "index.json"] == ["index.json"] * 2  # type: ignore[attr-defined]


def test_a_file_of_another_generation_is_not_believed() -> None:
    """Well-formed in every byte, at the right address, and about other documents."""
    sample = samples.county()
    elder = samples.indexed(sample.documents[1:])
    folder = sample.folder.with_name("elder")
    for path, data in elder.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    places = json.dumps({path.rpartition("/")[2]: f"{folder}/{path}" for path in elder})
    swapped = f"readFileSync({places}[path.split('/')[1]])"
    for kind in "tgx":
        (answer,) = _faulty([f"/\\/{kind}[-.]/.test(path) && path !== 'index.json' ? new Uint8Array({swapped}) : data"])
        assert "不是这一代的" in str(answer["message"])


def test_after_a_deployment_the_entry_is_read_once_more() -> None:
    (answer,) = _faulty([f'path.includes("/g-") && !paths.includes("again") ? (paths.push("again"), {MISSING}) : data'])
    assert answer["ids"] == samples.county().scan("青禾县种子有限公司")
    assert [path for path in answer["paths"] if path == "index.json"] == ["index.json"] * 2  # type: ignore[attr-defined]


def test_a_foreign_entry_is_refused() -> None:
    entries = (
        '{"format":4,"documents":1,"content":"","folders":{"t":[1,"../../evil/../../"]}}', '{"format":4}',
        '{"format":3,"generation":"0123456789abcdef"}', '{"format":4,"documents":1,"folders":{"t":[0,"0123456789abcdef"]}}',
        "<!DOCTYPE html><p>登录", "null", "[]", "",
    )  # fmt: skip
    for answer in _faulty([f"path === 'index.json' ? new TextEncoder().encode({entry!r}) : data" for entry in entries]):
        assert answer.get("known") is True
        assert "index.json 不是检索的入口" in str(answer["message"])
        assert answer["paths"] == ["index.json"] * 2


def test_browsers_without_decompression_find_the_same() -> None:
    sample = samples.county()
    code = """
      delete globalThis.DecompressionStream;
      const load = async (path) => new Uint8Array(readFileSync(given.folder + "/search/" + path));
      const { search } = module.searcher({ load, inflate: given.inflate, day: () => "2026-11-21" });
      const answers = [];
      for (const query of given.queries) answers.push(await (await search(query)).ids());
      let refused = 0;
      const cut = module.searcher({ load: async (p) => (p.includes("/g-") ? (await load(p)).slice(0, -5) : load(p)),
        inflate: given.inflate });
      try { await cut.search("种子"); } catch (error) { refused = error instanceof module.SearchError; }
      return { answers, refused };
    """
    queries = list(samples.CITIZENS)
    inflate = node.MODULE.with_name("inflate.js").as_uri()
    got = node.run(code, {"folder": str(sample.folder), "queries": queries, "inflate": inflate})
    assert [sorted(ids) for ids in got["answers"]] == [sorted(sample.scan(query)) for query in queries]
    assert got["refused"] is True


def test_marks_stand_where_the_words_stand() -> None:
    got = node.run(
        "return given.map(([text, query]) => module.marks(text, module.words(query)).map(([a, b]) => text.slice(a, b)));",
        [["青农（种子）罚〔2026〕3号", "罚[2026]3号"], ["𠮷野家与𠮷野家", "野家"], ["ABC abc", "bc"], ["没有", "无"], ["１２．５元", "12.5元"]],
    )  # fmt: skip
    assert got == [["罚〔2026〕3号"], ["野家", "野家"], ["BC", "bc"], [], ["１２．５元"]]
