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

{steps}
README.txt、package.json、manifest.json、SHA256SUMS、delete.txt、{slip} 不要放到网站上。

装有本程序的电脑上，一条命令换好，不会换一半：
    gongshi apply 这个包.zip 网站文件夹
核对包有没有损坏、有没有被换过：Windows 的命令提示符里运行下面一行，和制作单位另外告诉的校验值比，应当一样。
    certutil -hashfile 这个包.zip SHA256
逐个文件核对（解开以后，在放 SHA256SUMS 的文件夹里）：Linux 用第一行；Windows 的 PowerShell 用第二行，什么也不列出就是对的。
    sha256sum -c SHA256SUMS
    Get-Content SHA256SUMS | ForEach-Object {{ $sum, $file = $_ -split '  '; if ((Get-FileHash $file).Hash -ne $sum) {{ $file }} }}
"""

_CHANGES = """\
0. 打开网站上的 build.json，里面的 as_of 应当是 {since}{halfway}。
   不是的话，说明漏了一个包，或者这个包已经过时：停下，联系制作单位。
1. {parts}
2. {pages}
3. {entries}
4. {delete}
5. 用浏览器打开网站首页，看页脚上的“本站数据截至”是不是 {day}。
6. 填好 {slip}（上线日期、经办人），交回制作这个包的单位。没有交回，首次公示日期就登记不上。

顺序不能变：先传零件，再传页面，最后传目录，读者任何时候打开的页面都是完整的。
第 4 步不能省：要删的有撤回的和期满的，今天起不得再让人看到。
中途断了，从头再做一遍就行。
"""

_DELETE = """\
打开 delete.txt，把里面列出的 {deleted} 个文件从网站文件夹里删掉，一行一个，已经没有的跳过。
   文件多的，可以在放 delete.txt 的文件夹里让 PowerShell 删（D:\\网站 换成网站文件夹；已经没有的会报找不到，不要紧）：
    Get-Content delete.txt | ForEach-Object {{ Remove-Item -LiteralPath (Join-Path 'D:\\网站' $_) }}
   不能用命令、又删不过来的，请制作单位改打完整的包（不写 --since）：那样不用逐个删。"""

_WHOLE = """\
0. 这是完整的网站，不要和旧的文件混在一起：在网站文件夹旁边新建一个空文件夹，下面叫新文件夹。
   网站上现有的 build.json 里，as_of 比 {as_of} 还晚的，这个包已经过时：停下，联系制作单位。
1. 把“1”“2”“3”三个文件夹里面的全部内容（{files} 个文件）都复制到新文件夹，合在一起。
2. 网站文件夹里有 .well-known、.htaccess、web.config 的，也复制到新文件夹：那是服务器自己的设置。
3. 把网站文件夹改成别的名字，马上把新文件夹改成网站文件夹原来的名字。
   网站文件夹还没有或者是空的，直接改名。改不了名（服务器占着）的，先停网站服务，改好再开。
4. 用浏览器打开网站首页，看页脚上的“本站数据截至”是不是 {day}。
5. 把改了名的旧文件夹整个删掉：里面有撤回的和期满的，不得再让人看到。
6. 填好 {slip}（上线日期、经办人），交回制作这个包的单位。没有交回，首次公示日期就登记不上。
"""


def readme(as_of: date, since: date | None, counts: Mapping[int, int], deleted: int) -> bytes:
    """The steps in Chinese, with the line ends that any editor shows."""
    day = in_words(as_of)
    if since is None:
        start, steps = "完整的网站", _WHOLE.format(as_of=as_of, files=sum(counts.values()), day=day, slip=SLIP)
    else:
        start = f"网站从{in_words(since)}以来变了的文件"
        parts, pages, entries = (_copy(number, counts[number]) for number in sorted(counts))
        steps = _CHANGES.format(
            since=since,
            halfway=f"（这个包做到一半断了再做的，也可能是 {as_of}）" if as_of != since else "",
            parts=parts, pages=pages, entries=entries, day=day, slip=SLIP,
            delete=_DELETE.format(deleted=deleted) if deleted else "没有要删的文件。",
        )  # fmt: skip
    return _windows(_README.format(title=f"网站更新包：{day}", start=start, steps=steps, slip=SLIP))


def _copy(number: int, files: int) -> str:
    if not files:
        return f"这次没有“{number}”文件夹，跳过。"
    return f"把“{number}”文件夹里面的全部内容（{files} 个文件）复制到网站文件夹，同名的覆盖。"


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
