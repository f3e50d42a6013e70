"""``gongshi deploy``: the site onto the host that serves it, over a mounted folder or by rsync."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from gongshi.cli.chinese import Command
from gongshi.cli.output import counted, people


@click.command(cls=Command)
@click.argument("target", metavar="目标")
@click.option(
    "--site",
    type=click.Path(path_type=Path),
    default=Path("output"),
    metavar="文件夹",
    help="发布文件夹，或者 build 生成的网站，默认 output",
)
@click.option("--gzip", "packed", is_flag=True, help="旁边放一份压缩好的副本，服务器直接发送")
def command(target: str, site: Path, packed: bool) -> None:
    """把网站传到对外的主机：目标是挂载好的文件夹，或者 rsync 的写法，如 用户@主机:/文件夹。

    先传零件，再传页面，再传目录，最后删除：读者任何时候打开的页面都是完整的。中途断了，再运行一遍就完成。

    目标只放本网站：.well-known、.htaccess、web.config 不动，别的文件会删掉。

    退出码：0 传完了；2 用法不对；3 没有传，或者没有传完。
    """
    from gongshi.release.deploy import DeployError, Shipment, deploy
    from gongshi.release.manifest import ManifestError, manifest_of, read_manifest
    from gongshi.release.released import manifest_in, stamp_of, tree_in
    from gongshi.release.rsync import deploy_by_rsync, is_remote
    from gongshi.release.switch import ForeignFolderError
    from gongshi.release.turn import BusyError, turn
    from gongshi.site.failure import described

    if not is_remote(target) and not Path(target).is_dir():
        raise click.UsageError(f"没有文件夹“{target}”（还没有挂载？）；远处的主机写成 用户@主机:文件夹")
    try:
        tree = tree_in(site)
        with turn(site.resolve(), lambda: people.print("网站正在生成，等它结束……")):
            place = manifest_in(site)
            sealed = read_manifest(place) if place else manifest_of(tree, *stamp_of(tree), {}, None)
            shipment = Shipment(tree, sealed, packed)
            if is_remote(target):
                tally = deploy_by_rsync(shipment, target)
            else:
                with counted("上传", len(sealed.files)) as step:
                    tally = deploy(shipment, Path(target).resolve(), step)
    except (DeployError, ManifestError) as error:
        click.echo(f"没有传完：{error}", err=True)
        sys.exit(3)
    except ForeignFolderError:
        click.echo(f"没有传：{target} 里有不是本程序生成的文件，不敢往里写；请换一个空文件夹", err=True)
        sys.exit(3)
    except BusyError:
        click.echo("没有传：另一个程序一直没有结束", err=True)
        sys.exit(3)
    except OSError as error:
        click.echo(f"没有传完：{described(error)}；解决以后再运行一遍就接着传", err=True)
        sys.exit(3)
    people.print(
        f"已传到 {target}：{sealed.as_of} 的内容，写了 {tally.written} 个文件，"
        f"没有变的 {tally.kept} 个，删了 {tally.deleted} 个",
        soft_wrap=True,
    )
