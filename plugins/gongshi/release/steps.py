"""What a package says to the clerk who carries it: the steps in their order, and the slip that comes back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gongshi.lifecycle import in_words

SLIP = "receipt.txt"
# Windows' own editor takes a text for UTF-8 when it begins so.
_BOM = "\ufeff"
# The lines of the slip, by what they hold.
HASH, DAY, WHO = "发布清单校验值", "上线日期", "经办人"

_README = """\
{title}

这个包里是{start}。请按顺序做，做完一步再做下一步：

{check}
1. 把“1”文件夹里面的全部内容（{parts} 个文件）复制到网站文件夹，同名的覆盖。
2. 把“2”文件夹里面的全部内容（{pages} 个文件）复制到网站文件夹，同名的覆盖。
3. 把“3”文件夹里面的全部内容（{entries} 个文件）复制到网站文件夹，同名的覆盖。
4. {delete}
5. 用浏览器打开网站首页，看页脚上的“本站数据截至”是不是 {day}。
6. 填好 {slip}（上线日期、经办人），交回制作这个包的单位。没有交回，首次公示日期就登记不上。

顺序不能变：先传零件，再传页面，最后传目录，读者任何时候打开的页面都是完整的。
第 4 步不能省：要删的有撤回的和期满的，今天起不得再让人看到。
中途断了，从头再做一遍就行。
README.txt、package.json、manifest.json、SHA256SUMS、delete.txt、{slip} 不要放到网站上。

装有本程序的电脑上，一条命令做完第 0 步到第 4 步，不会做一半：
    gongshi apply 这个包.zip 网站文件夹
核对包有没有损坏（解开以后，在放 SHA256SUMS 的文件夹里）：
    sha256sum -c SHA256SUMS
"""

_IN_ORDER = """\
0. 打开网站上的 build.json，里面的 as_of 应当是 {since}。
   不是的话，说明漏了一个包，或者这个包已经用过、已经过时：停下，联系制作单位。
"""
_FIRST = """\
0. 网站文件夹应当是空的，或者只有本网站以前的内容。这是完整的网站，不是变化的部分；旧的文件请先全部移走。
"""


def readme(as_of: date, since: date | None, counts: Mapping[int, int], deleted: int) -> bytes:
    """The steps in Chinese, with the line ends that any editor shows."""
    delete = "没有要删的文件。"
    if deleted:
        delete = f"打开 delete.txt，把里面列出的 {deleted} 个文件从网站文件夹里删掉，一行一个，已经没有的跳过。"
    check = _IN_ORDER.format(since=since) if since else _FIRST
    text = _README.format(
        title=f"网站更新包：{in_words(as_of)}", start=f"网站从{in_words(since)}以来变了的文件" if since else "完整的网站", check=check.rstrip("\n"),
        parts=counts[1], pages=counts[2], entries=counts[3], delete=delete, day=in_words(as_of), slip=SLIP,
    )  # fmt: skip
    return _windows(text)


def slip(sealed: str, as_of: date, day: date | None = None, who: str = "") -> bytes:
    """The receipt, to be filled in by hand, or filled in by ``apply``."""
    text = (
        f"网站更新包回执（{as_of}）\n"
        f"{HASH}：{sealed}\n"
        f"{DAY}：{day or ''}\n"
        f"{WHO}：{who}\n"
        "\n"
        "上线日期写网站上能看到新内容的那一天，如 2026-11-25；校验值不要改。\n"
    )
    return _windows(text)


def _windows(text: str) -> bytes:
    return (_BOM + text).replace("\n", "\r\n").encode("utf-8")
