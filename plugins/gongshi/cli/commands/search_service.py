"""``gongshi search-service``: the website's search, answered by this machine."""

from __future__ import annotations

import gc
from datetime import date
from pathlib import Path

import click

from gongshi.causes import cause
from gongshi.cli.chinese import Command
from gongshi.cli.options import common, need_content
from gongshi.cli.output import people


@click.command(cls=Command)
@common
@click.option("--port", type=click.IntRange(0, 65535), default=8090, metavar="端口", help="端口，默认 8090；0 为任选")
@click.option("--bind", default="127.0.0.1", metavar="地址", help="监听的地址，默认 127.0.0.1，由网页服务器转发")
def command(as_of: date | None, profile: str | None, content: Path, port: int, bind: str) -> None:
    """检索服务：给能运行 Python 的主机用，只读；网页连不上它时，自己在浏览器里检索。

    只回答网站上看得到的内容。内容更新后重新启动。按 Ctrl+C 结束。
    """
    from waitress import create_server

    from gongshi.assembly import today_in_shanghai
    from gongshi.cli.desk import opened
    from gongshi.search.service import application

    need_content(content)
    register, index = opened(content, as_of, profile, public=True)
    pinned = as_of or register.site.as_of
    answer = application(index, (lambda: pinned) if pinned else today_in_shanghai)
    try:
        server = create_server(answer, host=bind, port=port, threads=4, ident="", max_request_header_size=32 * 1024,
                               max_request_body_size=1024, channel_timeout=30, clear_untrusted_proxy_headers=True)  # fmt: skip
    except OSError as error:
        raise click.UsageError(f"不能在 {bind}:{port} 上监听：{cause(error)}") from None
    people.print(f"检索服务：http://{bind}:{server.effective_port}/?q=…", soft_wrap=True)
    gc.enable()  # it runs for months
    server.run()
