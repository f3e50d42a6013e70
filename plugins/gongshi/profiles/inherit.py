"""Puts a profile together: its file, the files it inherits from, and the site's own changes on top."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gongshi.calendars.settings import (
    Place,
    SettingsError,
    SettingsFile,
    gate,
    nearest,
    read_settings,
    settings_in,
    shown,
)
from gongshi.findings import Finding

CODE = "GS021"
BUNDLED = Path(__file__).parent / "data"
SITE_FILE = "site.yaml"
MAX_CHAIN = 8


class ProfileError(SettingsError):
    """A profile cannot be read, is unknown, or says something that cannot hold."""


@dataclass(slots=True)
class Merged:
    """``ranks`` numbers each place, so that a complaint about the whole leads back to the file and line that wrote it."""

    data: dict[str, Any] = field(default_factory=dict)
    ranks: dict[Place, int] = field(default_factory=dict)
    _origins: list[tuple[str, int]] = field(default_factory=lambda: [("", 0)])

    def origin(self, rank: int) -> tuple[str, int]:
        """File and line of a rank."""
        return self._origins[rank]

    def mark(self, place: Place, layer: SettingsFile) -> None:
        """Remember that ``layer`` wrote what stands at ``place``."""
        self._origins.append((layer.file, layer.lines.get(place, 0)))
        self.ranks[place] = len(self._origins) - 1


def collect(name: str, overrides: Mapping[str, Any] | None, folders: Sequence[Path]) -> Merged:
    """The merged mapping. Raises ProfileError for an unknown name, a circle, or a number changed without its basis."""
    layers = _chain(name, folders)
    if overrides:
        layers.append(SettingsFile(SITE_FILE, dict(overrides)))
    merged, problems = Merged(), list[Finding]()
    for layer in layers:
        _overlay(merged.data, layer.data, (), layer, merged, problems)
    merged.data.pop("继承", None)
    if problems:
        raise ProfileError(problems)
    return merged


def _chain(name: str, folders: Sequence[Path]) -> list[SettingsFile]:
    """The named profile's ancestors, the eldest first."""
    files = {path.stem: path for folder in (BUNDLED, *folders) for path in settings_in(folder)}
    chain: list[SettingsFile] = []
    seen: list[str] = []
    wanted: Any = name
    while wanted is not None:
        if not isinstance(wanted, str) or wanted not in files:
            raise ProfileError([_unknown(str(wanted), sorted(files), chain)])
        if wanted in seen or len(seen) >= MAX_CHAIN:
            message = f"“继承”绕成了圈或太长：{' → '.join([*seen, wanted])}"
            raise ProfileError([gate(CODE, chain[-1].file, message, line=chain[-1].lines.get(("继承",), 0))])
        seen.append(wanted)
        try:
            file = read_settings(files[wanted], CODE)
        except SettingsError as error:
            raise ProfileError(error.findings) from None
        if not file.data.get("名称"):
            raise ProfileError([gate(CODE, file.file, "缺少“名称”", line=1, fix="名称: 全国默认")])
        chain.append(file)
        wanted = file.data.get("继承")
    return chain[::-1]


def _unknown(name: str, known: Sequence[str], chain: Sequence[SettingsFile]) -> Finding:
    guess = nearest(name, known)
    hint = f"，是不是“{guess}”？" if guess else "。"
    message = f"没有名为“{name[:40]}”的规则配置{hint}现有：{'、'.join(known)}"
    if chain:
        return gate(
            CODE, chain[-1].file, message, line=chain[-1].lines.get(("继承",), 0), fix=f"继承: {guess or 'national'}"
        )
    return gate(CODE, SITE_FILE, message, fix=f"规则配置: {guess or 'national'}")


def _overlay(
    below: dict[str, Any],
    above: Mapping[str, Any],
    place: Place,
    layer: SettingsFile,
    merged: Merged,
    problems: list[Finding],
) -> None:
    """Lay ``above`` over ``below``, mapping by mapping. A number never keeps the basis of the one that it replaces."""
    if "值" in above and "值" in below:
        if "依据" not in above:
            message = f"“{shown(place)}”改了数值，也要写明依据"
            problems.append(gate(CODE, layer.file, message, line=layer.lines.get(place, 0), fix="依据: …"))
        below.pop("来源", None)
    for key, value in above.items():
        here = (*place, key)
        merged.mark(here, layer)
        if not isinstance(value, Mapping):
            below[key] = value
            continue
        if not isinstance(below.get(key), dict):
            below[key] = {}
        _overlay(below[key], value, here, layer, merged, problems)
