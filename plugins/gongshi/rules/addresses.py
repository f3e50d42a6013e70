"""One address, one page: names that a page of the site itself bears, and a site file that addresses can be made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from gongshi.findings import Scope, Severity
from gongshi.records.base import Record
from gongshi.records.decisions import DECISIONS
from gongshi.registry.register import Register
from gongshi.rules.base import Hit, rule

# The start of every folder.
_START = "index"
# Beside the officers' own pages; the second leads on to the look-up of certificates, which was there before.
_OFFICERS_PAGES = frozenset({_START, "lookup"})
# Feeds that lie beside those of the organs.
_FEEDS = frozenset({"decisions", "withdrawn", *(f"kind-{kind.code}" for kind in DECISIONS.values())})
_BASIS = "永久链接由标识构成，不得重名"


def _with_pages(register: Register) -> Iterator[Record]:
    shelves: Iterable[Iterable[Record]] = (
        register.entities.values(),
        *(shelf.values() for shelf in register.catalogues.values()),
        register.flows.values(),
        register.guides.values(),
        register.boards.values(),
        register.policies.values(),
        register.decisions.values(),
        register.random_results.values(),
        register.annual_reports.values(),
    )
    for shelf in shelves:
        yield from shelf


@rule("GS115", "名称与固定页面相撞", Severity.GATE, _BASIS)
def taken_address(register: Register) -> Iterator[Hit]:
    """文件名是 index，或者事项编码、执法证号与本站固定页面、清单的地址相同，网页会互相覆盖。

    处理：换一个文件名；编码确实如此的，在前面加上机关的字母代号。

    合格：事项编码: NY-CF-001

    不合格：事项编码: index
    """
    for record in _with_pages(register):
        if record.id == _START:
            message = f"标识“{_START}”是本站目录页的地址，不能用作文件名"
            yield Hit(record.file, (), message, "给这份文件换一个文件名", record.id)
    lists = register.catalogues["item"]
    for item, items in register.items.values():
        if item.code.lower() == _START or item.code.lower() in lists:
            message = f"【事项编码】“{item.code}”与目录页或者清单的地址相同"
            yield Hit(
                items.file, ("事项", items.rows.index(item), "事项编码"), message, "事项编码: NY-CF-001", items.id
            )
    for officer, officers in register.officers.values():
        if officer.certificate.lower() in _OFFICERS_PAGES:
            message = f"【执法证号】“{officer.certificate}”与本站固定页面的地址相同"
            place = ("人员", officers.rows.index(officer), "执法证号")
            yield Hit(officers.file, place, message, "执法证号: 65990001", officers.id)


@rule("GS116", "机构名录重复", Severity.GATE, _BASIS, Scope.RELEASE)
def roster_names(register: Register) -> Iterator[Hit]:
    """机构名录里两个机构的标识相同，或者标识与本站固定页面、订阅源的名称相同。

    处理：给其中一个机构换一个标识，引用它的记录一并改。

    合格：标识: qinghe-nyncj

    不合格：标识: decisions
    """
    seen: set[str] = set()
    for i, entry in enumerate(register.site.roster):
        if entry.id in seen:
            message = f"【标识】“{entry.id}”在机构名录里写了两次"
        elif entry.id == _START or entry.id in _FEEDS:
            message = f"【标识】“{entry.id}”是本站固定页面或者订阅源的名称，不能用作机构标识"
        else:
            seen.add(entry.id)
            continue
        yield Hit(register.site.file, ("机构名录", i, "标识"), message, "标识: qinghe-nyncj")


@rule("GS117", "网址不能用", Severity.GATE, "RFC 3986（网址的写法）", Scope.RELEASE)
def site_address(register: Register) -> Iterator[Hit]:
    """网站的网址拆不出主机名，订阅源和网站地图里的链接都会出错。

    处理：照浏览器地址栏的写法填写，不带“?”“#”。

    合格：网址: https://www.qinghe.example/xzzf

    不合格：网址: https://www.qinghe.example/xzzf?id=1
    """
    try:
        parts = urlsplit(register.site.url)
        sound = bool(parts.hostname) and not parts.query and not parts.fragment and (parts.port or True)
    except ValueError:
        sound = False
    if not sound:
        message = f"【网址】“{register.site.url[:60]}”不是完整的网址，应有主机名，不带“?”“#”"
        yield Hit(register.site.file, ("网址",), message, "网址: https://www.qinghe.example/xzzf")
