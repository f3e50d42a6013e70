"""What ``publish`` and ``pull`` share: the same Pelican class as ``build``, a lock, and how each ends."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from gongshi.assembly import Assembled, today_in_shanghai
from gongshi.cli.site import Job
from gongshi.findings import SEVERITY_ZH, Finding
from gongshi.registry.register import Register
from gongshi.release.before import opened
from gongshi.release.folder import Folder
from gongshi.release.gate import Verdict, look
from gongshi.release.publish import publish
from gongshi.release.removals import removals
from gongshi.release.turn import PATIENCE, BusyError, hold
from gongshi.release.work import BlockedError, Made, Options, StoppedError, Work
from gongshi.site.failure import NOTHING, NotWholeError, described
from gongshi.site.owners import owners
from gongshi.site.pelican import MEMORY, GongshiPelican
from gongshi.site.staging import Staging


def work_of(job: Job, say: Callable[[str], None]) -> Work:
    """The site's own Pelican settings at work for publishing. Raises NotWholeError when they cannot be used."""
    pelican = job.pelican()
    pelican.refuse_wrong_settings()
    content = Path(pelican.path)

    def assemble(told: tuple[Finding, ...], refused: frozenset[str]) -> Assembled:
        return pelican.assembled_for(told, refused)

    def looked(tree: Path, register: Register) -> Verdict:
        return look(tree, register, content, content.resolve().parent / MEMORY)

    return Work(
        content=content,
        assemble=assemble,
        render=lambda assembled, tree, old, beside: _render(pelican, assembled, tree, old, beside),
        look=looked,
        today=today_in_shanghai,
        say=say,
        asked=job.as_of,
    )


def _render(pelican: GongshiPelican, assembled: Assembled, tree: Path, old: Path | None, beside: Path) -> Made:
    staging = Staging(tree, old)
    pelican.render(assembled, staging, beside)
    return Made(owners(assembled.sound, staging.files), staging.changed)


def locked(folder: Folder, run: Callable[[], int], patience: float = PATIENCE) -> int:
    """Runs while nobody else publishes into the folder, and says how it ended; the exit status of DESIGN §8."""
    try:
        with hold(folder.lock, lambda: click.echo("另一次发布正在进行，等它结束……", err=True), patience):
            return run()
    except (StoppedError, NotWholeError) as error:
        click.echo(str(error), err=True)
        return error.status if isinstance(error, StoppedError) else error.exitcode
    except BusyError:
        click.echo(f"另一次发布一直没有结束；{NOTHING}", err=True)
    except OSError as error:
        click.echo(f"{described(error)}；{NOTHING}", err=True)
    return 3


def run_publish(folder: Folder, job: Job, options: Options, removals_only: bool = False) -> int:
    """One release, or removals when none can go out; the exit status. The folder's lock is held."""
    work = work_of(job, lambda text: click.echo(text, err=True))
    before = opened(folder, work, removing=removals_only)
    if removals_only:
        return removals(folder, work, options, before)
    try:
        return publish(folder, work, options, before)
    except BlockedError as blocked:
        for finding in blocked.findings:
            work.say(f"{SEVERITY_ZH[finding.severity]} {finding.code}  {finding.message}")
        return removals(folder, work, options, before, str(blocked))
    except (StoppedError, KeyboardInterrupt):
        raise
    except NotWholeError as error:
        return removals(folder, work, options, before, str(error))
    except Exception as error:  # whatever stops a release, removals go on
        return removals(folder, work, options, before, f"生成时出错：{described(error)}")
