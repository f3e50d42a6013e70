"""What ``publish`` and ``pull`` share: the same Pelican class as ``build``, a lock, and how each ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

import click

from gongshi import report
from gongshi.assembly import Assembled, today_in_shanghai
from gongshi.cli.site import Job
from gongshi.findings import SEVERITY_ZH, Finding
from gongshi.registry.register import Register
from gongshi.release import pull
from gongshi.release.before import Before, opened
from gongshi.release.folder import SITE, Folder
from gongshi.release.gate import Verdict, look
from gongshi.release.manifest import Seal
from gongshi.release.publish import publish
from gongshi.release.pull import STATUS, finish, forget_statement, known, on_site, take_down
from gongshi.release.pulled import mark, unmark
from gongshi.release.removals import removals, render
from gongshi.release.turn import PATIENCE, BusyError, hold
from gongshi.release.work import BlockedError, Made, Options, StoppedError, Work
from gongshi.site import inodes
from gongshi.site.failure import NOTHING, NotWholeError, described
from gongshi.site.owners import owners
from gongshi.site.pelican import GongshiPelican
from gongshi.site.speech import people
from gongshi.site.staging import Staging
from gongshi.source.cache import Cache
from gongshi.source.own_folder import folder_of

# Under which name what the file system says of the live release is remembered.
_INODES = "inodes"


def work_of(job: Job, say: Callable[[str], None]) -> Work:
    """The site's own Pelican settings at work for publishing. Raises NotWholeError when they cannot be used."""
    pelican = job.pelican()
    pelican.refuse_wrong_settings()
    content = Path(pelican.path)

    said: list[list[Finding]] = []

    def assemble(told: tuple[Finding, ...], refused: frozenset[str]) -> Assembled:
        assembled = pelican.assembled_for(told, refused)
        # When nothing new can go out, what must go is read for once more.
        if assembled.findings not in said:
            said.append(assembled.findings)
            report.say(assembled, people)
        return assembled

    def looked(tree: Path, register: Register, seals: Mapping[str, Seal]) -> Verdict:
        # What is remembered is of one tree: a look at the page beside the site would forget the site's files.
        return look(tree, register, content, folder_of(content) if tree.name == SITE else None, seals)

    def remember(tree: Path, digests: Mapping[str, str], made: Mapping[str, inodes.Inode]) -> None:
        Cache.of(content).keep_note(_INODES, inodes.written(tree, digests, made))

    return Work(
        content=content,
        assemble=assemble,
        render=lambda assembled, tree, old, beside: _render(pelican, assembled, tree, old, beside),
        look=looked,
        remember=remember,
        today=today_in_shanghai,
        say=say,
        asked=job.as_of,
    )


def _render(pelican: GongshiPelican, assembled: Assembled, tree: Path, old: Path | None, beside: Path) -> Made:
    untouched = inodes.read(Cache.of(Path(pelican.path)).note(_INODES), old)
    staging = Staging(tree, old, untouched)
    pelican.render(assembled, staging, beside)
    return Made(owners(assembled.sound, staging.files), staging.seals, staging.inodes, staging.changed)


def locked(
    folder: Folder, run: Callable[[], int], first: Callable[[], None] | None = None, patience: float = PATIENCE
) -> int:
    """Runs while nobody else publishes into the folder, and says how it ended; the exit status of DESIGN §8.

    ``first`` is done before the lock is had.
    """
    try:
        if first is not None:
            first()
        with hold(folder.lock, lambda: click.echo("另一次发布正在进行，等它结束……", err=True), patience, stays=True):
            return run()
    except (StoppedError, NotWholeError) as error:
        click.echo(str(error), err=True)
        return error.status if isinstance(error, StoppedError) else error.exitcode
    except KeyboardInterrupt:
        click.echo("已中断；再运行一次，会补完或者撤销没有做完的", err=True)
        raise
    except BusyError:
        click.echo(f"另一次发布一直没有结束；{NOTHING}", err=True)
    except OSError as error:
        click.echo(f"{described(error)}；{NOTHING}", err=True)
    return 3


@dataclass(frozen=True, slots=True)
class Pull:
    """What ``pull`` was asked: to ``rebuild`` lists afterwards, or to let a mended record out ``again``."""

    record: str
    reason: str = ""
    rebuild: bool = True
    again: bool = False

    def mark(self, folder: Folder) -> None:
        """Before the lock: whoever holds it now or dies with it, the next run takes the record down."""
        if not self.again:
            mark(folder.root, self.record, today_in_shanghai())


def run_publish(folder: Folder, job: Job, options: Options, removals_only: bool = False) -> int:
    """One release, or removals when none can go out; the exit status. The folder's lock is held."""
    why = ""
    try:
        work = work_of(job, _say)
    except NotWholeError as error:
        if error.exitcode == 2:
            raise
        work, why = _work_without_settings(job), error.why
    before = opened(folder, work)
    before = before if options.dry_run else finish(folder, work, options, before)
    why = why or before.trouble
    if not (why or removals_only):
        try:
            return publish(folder, work, options, before)
        except BlockedError as blocked:
            for finding in blocked.findings:
                work.say(f"{SEVERITY_ZH[finding.severity]} {finding.code}  {finding.message}")
            why = str(blocked)
        except StoppedError:
            raise
        except NotWholeError as error:
            if error.exitcode == 2:
                raise
            why = error.why
        except Exception as error:  # whatever stops a release, removals go on
            why = f"生成时出错：{described(error)}"
    # Out here nothing that was read or made for the release holds memory any more.
    return removals(folder, work, options, before, why)


def _say(text: str) -> None:
    click.echo(text, err=True)


def run_pull(folder: Folder, job: Job, wanted: Pull) -> int:
    """One record off the site; the exit status. The folder's lock is held."""
    if wanted.again:
        there = unmark(folder.root, wanted.record)
        click.echo("已取消标记，下一次发布时恢复" if there else "没有撤下过这条记录", err=True)
        return 0 if there else 2
    work = _work_without_settings(job)
    before = opened(folder, work)
    paths = on_site(before, folder, wanted.record)
    if not paths and wanted.record not in before.facts and not known(work, wanted.record):
        unmark(folder.root, wanted.record)
        raise StoppedError(f"网站和发布台账里都没有“{wanted.record}”，没有撤下什么", 2)
    status = 0
    try:
        left = take_down(folder, work, Options(), before, wanted.record) if paths else before
    except StoppedError as error:
        if error.status != 1:
            raise
        click.echo(str(error), err=True)
        left, status = before, 1
    forget_statement(work, wanted.record)
    click.echo(pull.report(folder, before, wanted.record, wanted.reason, paths, work.today()), nl=False)
    if not paths:
        return status
    if not wanted.rebuild or status:
        click.echo("名单暂时显示“更新中”，下一次发布后恢复", err=True)
        return status
    return _lists_again(folder, job, left, wanted.record)


def _lists_again(folder: Folder, job: Job, left: Before, record: str) -> int:
    """What is left of the live site once more, with its lists; no new content goes out by this."""
    # The day that is live, unless somebody named one: what becomes of other records today is the next release's affair.
    job = replace(job, as_of=job.as_of or left.as_of)
    try:
        render(folder, work_of(job, _say), Options(), left, {record: STATUS})
    except Exception as error:  # it is down already; whatever stands in the way of the lists is the next run's affair
        reason = str(error) if isinstance(error, NotWholeError | StoppedError | BlockedError) else described(error)
        click.echo(f"已撤下；名单没有恢复，暂时显示“更新中”：{reason}", err=True)
        return 1
    return 0


def _work_without_settings(job: Job) -> Work:
    """Enough for deleting: broken settings stop no removal."""

    def unable(*_: object) -> NoReturn:
        raise BlockedError("内容或者设置用不了")

    return Work(
        content=job.content,
        assemble=unable,
        render=unable,
        look=unable,
        remember=lambda *_: None,
        today=today_in_shanghai,
        say=_say,
        asked=job.as_of,
    )
