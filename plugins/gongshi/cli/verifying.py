"""A look at a live site, as the commands that take one share it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from gongshi.assembly import assemble, today_in_shanghai
from gongshi.cli.options import need_content
from gongshi.cli.output import counted, people
from gongshi.release.facts import FactsError, read_facts
from gongshi.release.folder import RECORDS
from gongshi.release.manifest import ManifestError, read_manifest
from gongshi.release.problems import Kind, Problem, Report
from gongshi.release.released import manifest_in, tree_in
from gongshi.release.store import StoreError, read_store
from gongshi.release.today import Today, as_released, today_of
from gongshi.release.verify import verify
from gongshi.release.visit import Folder, Live
from gongshi.release.web import Web
from gongshi.report import say


class NothingToCompareError(Exception):
    """There is no site or no manifest to be compared; the message says in Chinese what is missing."""


def is_address(target: str) -> bool:
    """Whether somebody wrote an address and not a folder."""
    return "://" in target


def verified(target: str, manifest: Path | None, as_of: date | None, profile: str | None, content: Path) -> Report:
    """Compares ``target`` with what may be live on the day; when content cannot be read, with what the last release says.

    A usage error when it was called wrongly; NothingToCompareError.
    """
    need_content(content)
    place = _manifest_place(target, manifest)
    blind = ""
    try:
        live = live_at(target)
        sealed = read_manifest(place)
        try:
            today = _today(as_of, profile, content)
        except _UnreadError as error:
            _, facts = read_facts(place.with_name(RECORDS))
            today = as_released(as_of or today_in_shanghai(), facts, sealed)
            blind = f"{error}，只按 {sealed.as_of} 那次发布写下的期限核对；那以后的撤回和新的公示看不到"
            click.echo(blind, err=True)
    except (ManifestError, FactsError) as error:
        raise NothingToCompareError(f"没法核对：{error}") from None
    with counted("核对", len(sealed.files)) as step:
        report = verify(live, sealed, today, step)
    return replace(report, problems=(*report.problems, Problem(Kind.BLIND, "", blind))) if blind else report


class _UnreadError(Exception):
    """Content or release store cannot be read."""


def _today(as_of: date | None, profile: str | None, content: Path) -> Today:
    assembled = assemble(content, as_of, profile)
    if assembled.everything is None:
        say(assembled, people)
        raise _UnreadError("内容读不出来")
    try:
        return today_of(assembled.everything, read_store(content), assembled.held)
    except StoreError as error:
        raise _UnreadError(str(error)) from None


def live_at(target: str) -> Live:
    """The live site at an address or in a folder. ManifestError when the folder holds none; a usage error for no address."""
    if not is_address(target):
        return Folder(tree_in(Path(target)))
    try:
        return Web(target)
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def _manifest_place(target: str, manifest: Path | None) -> Path:
    if not is_address(target) and not Path(target).is_dir():
        raise click.UsageError(f"没有文件夹“{target}”；网址要写全，如 https://www.qinghe.example/xzzf")
    folder = manifest if manifest is not None and manifest.is_dir() else None
    if manifest is None and not is_address(target):
        folder = Path(target)
    place = manifest_in(folder) if folder else manifest
    if place is None:
        raise click.UsageError("没有写发布清单：加 --manifest，写发布文件夹，或者里面的 manifest.json")
    return place
