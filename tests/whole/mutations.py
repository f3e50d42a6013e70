"""Ways to spoil a file: each takes a random generator and the file's text and gives bytes. Seeded, so repeatable."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

# One string that is dangerous in HTML, in Jinja, in a URL and in a shell, and easy to find again.
MARKER = "zxq7719"
PAYLOADS = (
    f"<script>alert('{MARKER}')</script>",
    f'"><img src=x onerror=alert("{MARKER}")>',
    f"'\"--><svg/onload=alert({MARKER})><style>*{{}}</style>",
    f"{{{{ 7919*7 }}}}{{% include '{MARKER}' %}}",
    f"javascript:alert('{MARKER}')",
    f"]]></title></textarea><base href=//{MARKER}.example>&lt;b&gt;&#60;i&#62;",
)
# What Jinja would make of the fourth payload, were it ever given content as a template.
EVALUATED = "55433"
MARKDOWN = (
    f"<script>alert('{MARKER}')</script>\n\n[a](javascript:alert('{MARKER}')) <a href='JaVaScRiPt:x' onclick=y style=z>b</a>\n",
    f"![p](https://{MARKER}.example/p.png) <iframe src='//{MARKER}.example'></iframe> <img src=x onerror=y>\n",
    f"<div style='position:fixed' id='main'>{MARKER}</div>\n\n[x]: data:text/html,{MARKER}\n[go][x] <vbscript:x> <{MARKER}@x.gov.cn>\n",
    f"<style>*{{display:none}}</style><form action='//{MARKER}.example'><input autofocus onfocus=x></form>\n",
    f"# {MARKER} <script>x</script>\n\n<svg><script>y</script></svg>\n\n<math><mtext><img src onerror=x>\n",
    f"{MARKER} &#8238;&#x202e;&#0;&#7;&#xfeff;&#xE0041; &lt;script&gt;x&lt;/script&gt; `<script>y</script>`\n",
)
SCALARS = (
    "no", "012", "12:30", "1_000", "0x1F", ".inf", ".nan", "~", "2026-02-30", "二〇二六年三月二日", "1e999", "9" * 400, "-1", "true",
    "=", "''", '"\\ud800"', '"\\u202e倒写"', '"\\0"', '"\\x07"', '"\\u2028"', '"\\ufeff"', '"\\U000E0041"', "|", "&a x", "*a", "!!python/object/apply:os.system ['id']",
    "!!binary aGk=", "!x y", "[" * 60, "{" * 60, "[]", "{}", "[a, b]", "{a: b}", "😀", "٣", "Ⅷ", "null", "? x", "%x", "@x", "`x", "../../site.yaml",
    "/etc/passwd", "..", "con", "<<", "2026-03-02T00:00:00Z", "1,000.00", "１２", "一万", "0999-6590001", "'", '"', "a: b: c", "- a", "#x", "a #b", "index",
    "2026-13-01", "0000-01-01", "9999-12-31", "1948-12-31", "2100-12-31", "2099-12-31",
)  # fmt: skip
_UNSEEN = (
    "\x00",
    "\x07",
    "\x1b",
    "\x7f",
    "\x85",
    "\u202e",
    "\u2066",
    "\u200b",
    "\ufeff",
    "\u2028",
    "\ufffe",
    "\u00ad",
    "\U000e0041",
)

Mutation = Callable[[Random, str], bytes]


def _lines(text: str) -> list[str]:
    return text.split("\n")


def _at_line(change: Callable[[Random, list[str], int], None]) -> Mutation:
    def mutate(random: Random, text: str) -> bytes:
        lines = _lines(text)
        change(random, lines, random.randrange(max(1, len(lines) - 1)))
        return "\n".join(lines).encode("utf-8", "surrogatepass")

    return mutate


def _delete(random: Random, lines: list[str], at: int) -> None:
    del lines[at]


def _duplicate(random: Random, lines: list[str], at: int) -> None:
    lines.insert(random.randrange(len(lines)), lines[at])


def _swap(random: Random, lines: list[str], at: int) -> None:
    other = random.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]


def _wide_colon(random: Random, lines: list[str], at: int) -> None:
    lines[at] = lines[at].replace(": ", random.choice(("：", "： ", ":", " :", "; ", ":\u3000")), 1)


def _indent(random: Random, lines: list[str], at: int) -> None:
    lines[at] = random.choice((" ", "  ", "   ", "\t", "\u3000", "\xa0", "        ")) + lines[at]


def _outdent(random: Random, lines: list[str], at: int) -> None:
    lines[at] = lines[at].lstrip()


def _odd_space(random: Random, lines: list[str], at: int) -> None:
    lines[at] = lines[at].replace(" ", random.choice(("\t", "\xa0", "\u3000", "\u2003")))


def _bullet(random: Random, lines: list[str], at: int) -> None:
    lines[at] = lines[at].replace("- ", random.choice(("－", "• ", "-", "—", "* ")), 1)


def _merge(random: Random, lines: list[str], at: int) -> None:
    lines.insert(
        at, random.choice(("<<: {a: b}", "<<: *a", "x: &a [*a, *a]", "? [a]\n: b", "--- ", "...", "%YAML 1.1", "--- |"))
    )


def _unseen(random: Random, lines: list[str], at: int) -> None:
    place = random.randrange(len(lines[at]) + 1)
    lines[at] = lines[at][:place] + random.choice(_UNSEEN) + lines[at][place:]


def _value(values: tuple[str, ...], quote: bool) -> Callable[[Random, list[str], int], None]:
    def change(random: Random, lines: list[str], at: int) -> None:
        keyed = [i for i, line in enumerate(lines) if ": " in line] or [at]
        at = random.choice(keyed)
        value = random.choice(values)
        if quote:
            value = "'" + value.replace("'", "''") + "'"
        lines[at] = lines[at].partition(": ")[0] + ": " + value

    return change


def _rename(random: Random, lines: list[str], at: int) -> None:
    key, colon, rest = lines[at].partition(":")
    lines[at] = random.choice((key[:-1], key + "x", key[::-1], key.upper(), f"'{key}'", "")) + colon + rest


def _long(random: Random, lines: list[str], at: int) -> None:
    lines[at] += random.choice(("长", "a ", "： ", "“", "[", " #", "<b>")) * random.choice((3_000, 30_000))


def _deep(random: Random, lines: list[str], at: int) -> None:
    depth = random.choice((13, 200, 5_000))
    lines.insert(
        at,
        random.choice(
            (
                "深: " + "[" * depth,
                "深: " + "{a: " * depth,
                "- " * depth + "x",
                "深:\n" + "\n".join(" " * i + "a:" for i in range(min(depth, 300))),
            )
        ),
    )


def _many(random: Random, lines: list[str], at: int) -> None:
    lines[at] += "\n" + "\n".join(f"键{i}: {i}" for i in range(random.choice((60, 3_000))))


def _join(random: Random, lines: list[str], at: int) -> None:
    if at + 1 < len(lines):
        lines[at : at + 2] = [lines[at] + lines[at + 1]]


def _whole(change: Callable[[Random, bytes], bytes]) -> Mutation:
    return lambda random, text: change(random, text.encode())


def _flip(random: Random, data: bytes) -> bytes:
    spoilt = bytearray(data)
    for _ in range(random.randrange(1, 6)):
        spoilt[random.randrange(len(spoilt))] = random.randrange(256)
    return bytes(spoilt)


def _cut(random: Random, data: bytes) -> bytes:
    return data[: random.randrange(len(data))]


def _recoded(random: Random, data: bytes) -> bytes:
    text = data.decode()
    return random.choice((
        text.encode("gb18030"), text.encode("utf-16"), text.encode("utf-16-le"), text.encode("utf-32"), b"\xef\xbb\xbf" + data,
        text.encode("utf-8").replace("：".encode(), b"\xa3\xba").replace("案".encode(), "案".encode("gbk")),
        data.replace(b"\n", b"\r\n"), data.replace(b"\n", b"\r"), data + b"\xed\xa0\x80", b"\x00" * 50, b"",
        b" \n", data * 30, data + b"#" + b"x" * 1_100_000,
    ))  # fmt: skip


def _markdown(random: Random, text: str) -> bytes:
    """Below the front matter where there is one; elsewhere as a value of several lines."""
    piece = random.choice(MARKDOWN)
    if text.startswith("---\n"):
        return f"{text}\n{piece}\n{text[-80:]}".encode()
    lines = _lines(text)
    keyed = [i for i, line in enumerate(lines) if ": " in line and not line.startswith((" ", "-"))]
    at = random.choice(keyed)
    indented = "\n".join("  " + line for line in piece.split("\n"))
    lines[at] = f"{lines[at].partition(': ')[0]}: |\n{indented}"
    return "\n".join(lines).encode()


MUTATIONS: dict[str, Mutation] = {
    "delete": _at_line(_delete), "duplicate": _at_line(_duplicate), "swap": _at_line(_swap), "colon": _at_line(_wide_colon),
    "indent": _at_line(_indent), "outdent": _at_line(_outdent), "space": _at_line(_odd_space), "bullet": _at_line(_bullet),
    "merge": _at_line(_merge), "unseen": _at_line(_unseen), "scalar": _at_line(_value(SCALARS, quote=False)),
    "scalar-again": _at_line(_value(SCALARS, quote=False)), "quoted": _at_line(_value(SCALARS, quote=True)),
    "payload": _at_line(_value(PAYLOADS, quote=True)), "payload-again": _at_line(_value(PAYLOADS, quote=True)),
    "bare-payload": _at_line(_value(PAYLOADS, quote=False)), "rename": _at_line(_rename), "long": _at_line(_long),
    "deep": _at_line(_deep), "many": _at_line(_many), "join": _at_line(_join), "flip": _whole(_flip), "cut": _whole(_cut),
    "recode": _whole(_recoded), "markdown": _markdown,
}  # fmt: skip


def mutants(text: str, kind: str, count: int) -> Iterator[tuple[str, bytes]]:
    """``count`` spoilt versions of ``text``, each with the name that finds it again."""
    names = list(MUTATIONS)
    for seed in range(count):
        name = names[seed % len(names)]
        yield f"{kind}:{name}:{seed}", MUTATIONS[name](Random(f"{kind}:{seed}"), text)


def with_each_leaf(data: Any, value: str) -> Iterator[tuple[str, Any]]:
    """``data`` once for each of its leaves, with that leaf replaced; the name is the leaf's path."""
    if isinstance(data, dict):
        for key, inner in data.items():
            for path, changed in with_each_leaf(inner, value):
                yield f"/{key}{path}", {**data, key: changed}
    elif isinstance(data, list):
        for at, inner in enumerate(data):
            for path, changed in with_each_leaf(inner, value):
                yield f"/{at}{path}", [*data[:at], changed, *data[at + 1 :]]
    else:
        yield "", value
