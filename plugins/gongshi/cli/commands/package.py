"""``gongshi package``: what has changed since the last package, for a host that is reached by hand."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from gongshi.cli.chinese import Command
from gongshi.cli.options import common, need_content
from gongshi.cli.output import people


@click.command(cls=Command)
@click.option(
    "--since",
    type=click.Path(path_type=Path),
    metavar="文件",
    help="上一个包，或者上一次发布的清单 manifest.json；不写就打整个网站的包",
)
@click.option(
    "--site",
    type=click.Path(path_type=Path),
    default=Path("output"),
    metavar="文件夹",
    help="发布文件夹，或者 build 生成的网站，默认 output",
)
@click.option("--output", "-o", type=click.Path(path_type=Path), metavar="文件", help="包写到哪个文件，默认 日期.zip")
@common
def command(
    since: Path | None, site: Path, output: Path | None, as_of: date | None, profile: str | None, content: Path
) -> None:
    """把变了的文件打成一个包，拷到不能直接连到的主机上；包里有中文的操作步骤。

    同样的两个网站，打出来的包逐字节相同；没有变化就不写。旁边的 .told.json 留在本单位，登记回执时用。
    内容读不出来时，发布文件夹里在线的那次发布仍然可以打包。

    退出码：0 打好了；2 用法不对；3 没有打成。
    """
    from gongshi.assembly import assemble
    from gongshi.release.facts import FactsError, read_facts
    from gongshi.release.folder import RECORDS
    from gongshi.release.manifest import ManifestError, digest_of, manifest_of, read_manifest
    from gongshi.release.package import PackageError, make, opened
    from gongshi.release.receipt import keep, keep_others, telling_of, told_by
    from gongshi.release.released import manifest_in, stamp_of, tree_in
    from gongshi.release.store import StoreError, read_store
    from gongshi.release.today import owners, today_of
    from gongshi.report import say
    from gongshi.site.failure import described

    need_content(content)
    if output is not None and output.is_dir():
        raise click.UsageError(f"“{output}”是文件夹，要写包的文件名，如 2026-11-25.zip")
    try:
        tree = tree_in(site)
        before = None
        if since is not None:
            before = opened(since).sealed if since.suffix == ".zip" else read_manifest(since)
        assembled = assemble(content, as_of or stamp_of(tree)[0], profile)
        store, place = read_store(content), manifest_in(site)
        if place is not None:
            sealed = read_manifest(place)
        elif assembled.everything is not None:
            sealed = manifest_of(tree, *stamp_of(tree), owners(assembled.everything), before.hash if before else None)
        if assembled.register is not None and assembled.everything is not None and not assembled.stopped:
            today = today_of(assembled.everything, store, assembled.held)
            told = telling_of(assembled.register, store, content, sealed, today)
        else:
            say(assembled, people)
            if place is None:
                sys.exit(3)
            told = told_by(read_facts(place.with_name(RECORDS))[1], store)
            people.print(f"内容读不出来，按 {place.parent.name} 那次发布自己的记录打包", soft_wrap=True)
        if before is not None and (before.as_of, before.files) == (sealed.as_of, sealed.files):
            people.print(f"和上一个比没有变化，没有写包（{sealed.as_of} 的内容）", soft_wrap=True)
            return
        output = output or Path(f"{sealed.as_of}.zip")
        keep_others(output, sealed)
        count = make(tree, sealed, before, output)
        keep(output, sealed, before, told)
    except (PackageError, ManifestError, FactsError, StoreError) as error:
        click.echo(f"没有打包：{error}", err=True)
        sys.exit(3)
    except OSError as error:
        click.echo(f"没有打包：{described(error)}", err=True)
        sys.exit(3)
    deleted = len(set(before.files) - set(sealed.files)) if before else 0
    people.print(f"已写好 {output}：{count} 个文件，要删 {deleted} 个，换到 {sealed.as_of} 的内容", soft_wrap=True)
    people.print(f"包的校验值（SHA-256，另外告诉去换的人）：{digest_of(output)[0]}", soft_wrap=True)
