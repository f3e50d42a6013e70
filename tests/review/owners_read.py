"""CODEOWNERS read as forges read it: small matchers written from their documentation."""

from __future__ import annotations

import re


def of_github(text: str, path: str) -> list[str]:
    """GitHub: gitignore patterns without "!", ranges and escapes; the last line that matches decides.

    "docs/*" does not reach below docs; a pattern without a leading slash (or with none but at its end) holds anywhere.
    """
    owners: list[str] = []
    for pattern, who in _lines(text):
        assert not set("![]\\") & set(pattern), "not in a CODEOWNERS of GitHub"
        if _github(pattern).fullmatch(path):
            owners = who
    return owners


def _github(pattern: str) -> re.Pattern[str]:
    anchored = "/" in pattern[:-1]
    body = "".join({"*": "[^/]*", "?": "[^/]"}.get(c, re.escape(c)) for c in pattern.strip("/"))
    # A name without a star may be a folder; a folder's pattern covers all that lies in it.
    tail = "/.*" if pattern.endswith("/") else "" if pattern.endswith("*") else "(?:/.*)?"
    return re.compile(("" if anchored else "(?:.*/)?") + body + tail)


def of_gitlab(text: str, path: str) -> list[str]:
    """GitLab: File.fnmatch with FNM_PATHNAME and FNM_DOTMATCH over "/path"; the last line of a section decides."""
    owners: list[str] = []
    for pattern, who in _lines(text):
        if pattern == "*":
            pattern = "/**/*"
        if not pattern.startswith("/"):
            pattern = f"/**/{pattern}"
        if pattern.endswith("/"):
            pattern += "**/*"
        # "**/" goes through any number of folders, "**" elsewhere is a single star.
        parts = re.split(r"(\*\*/|\*+|\?)", pattern)
        regex = "".join(
            "(?:.*/)?"
            if part == "**/"
            else "[^/]*"
            if part.startswith("*")
            else "[^/]"
            if part == "?"
            else re.escape(part)
            for part in parts
        )
        if re.fullmatch(regex, f"/{path}"):
            owners = who
    return owners


def of_gitea(text: str, path: str) -> list[str]:
    """Gitea: a regular expression over the whole path, "!" for all other files; everybody whose line matches is asked."""
    owners: list[str] = []
    for line in text.splitlines():
        tokens = _gitea_tokens(line)
        if tokens:
            assert len(tokens) > 1, line
            matched = re.search(f"^{tokens[0].removeprefix('!')}$", path) is not None
            owners += tokens[1:] if matched != tokens[0].startswith("!") else []
    return list(dict.fromkeys(owners))


def _gitea_tokens(line: str) -> list[str]:
    """A backslash takes the next sign as it is, a hash ends the line, blanks part."""
    tokens, token, escaped = [], "", False
    for c in line.strip().replace("\t", " "):
        if escaped:
            token, escaped = token + c, False
        elif c == "\\":
            escaped = True
        elif c == "#":
            break
        elif c == " ":
            tokens, token = [*tokens, token] if token else tokens, ""
        else:
            token += c
    return [*tokens, token] if token else tokens


def _lines(text: str) -> list[tuple[str, list[str]]]:
    rows = [line.split() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(row[0], row[1:]) for row in rows]


READERS = {"github": of_github, "gitlab": of_gitlab, "gitea": of_gitea}
