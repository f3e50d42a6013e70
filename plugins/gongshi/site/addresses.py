"""The address of every page, relative to the site's root. Addresses never change once published."""

from __future__ import annotations

from typing import Any


def decision(record: str) -> str:
    """A decision, or the notice of its withdrawal: one address for good."""
    return f"decisions/{record}.html"


def decision_data(record: str) -> str:
    """The same decision for programs."""
    return f"decisions/{record}.json"


def year(number: int) -> str:
    """A year's decisions."""
    return f"decisions/{number}/index.html"


def month(year: int, number: int, page: int = 1) -> str:
    """All decisions of a month; long ones go on over further pages."""
    return f"decisions/{year}/{number:02d}{_further(page)}.html"


def year_data(number: int, ending: str) -> str:
    """A year's decisions as one file, ``csv`` or ``json``."""
    return f"decisions/{number}/list.{ending}"


def group(name: str) -> str:
    """The decisions of an organ (``organ-ID``), of a kind (``kind-CODE``), or of an organ and a kind (``kind-CODE-ID``)."""
    return f"decisions/{name}/index.html"


def group_year(name: str, number: int, page: int = 1) -> str:
    """One year of a group."""
    return f"decisions/{name}/{number}{_paged(page)}.html"


def group_month(name: str, year: int, number: int, page: int = 1) -> str:
    """One month of a group."""
    return f"decisions/{name}/{year}-{number:02d}{_further(page)}.html"


def ordered(name: str, year: int | None, order: str) -> str:
    """A group, or a year of all decisions where there is no name, in another order."""
    return f"decisions/{name or year}/{order}.html"


def group_data(name: str, number: int, ending: str) -> str:
    """One year of a group as one file."""
    return f"decisions/{name}/{number}.{ending}"


def _further(page: int) -> str:
    return f"-{page}" if page > 1 else ""


def _paged(page: int) -> str:
    # Not "-2", which is how February begins.
    return f"-p{page}" if page > 1 else ""


def entity(record: str) -> str:
    """An organ."""
    return f"entities/{record}.html"


def officer(certificate: str) -> str:
    """An officer's certificate."""
    return f"officers/{certificate.lower()}.html"


# Where anybody may ask whether a certificate is good today; a code names the folder, which any host shows.
CHECK_FOLDER = "officers/check/"
CHECK = f"{CHECK_FOLDER}index.html"


# Where the same was asked before; links and marked pages of readers are led on.
CHECK_BEFORE = "officers/lookup.html"


def check(certificate: str) -> str:
    """The same for one certificate, as the code on a badge or a board opens it."""
    return f"{CHECK_FOLDER}?no={certificate}"


def item(code: str) -> str:
    """A line of the enforcement-item list."""
    return f"items/{code.lower()}.html"


def of(kind: str, record: str) -> str:
    """Any other record: folder of its kind, its id."""
    return f"{FOLDERS[kind]}/{record}.html"


FOLDERS = {
    "item": "items",
    "power": "powers",
    "flow": "flows",
    "guide": "guides",
    "random-item": "random-items",
    "random-plan": "random-plans",
    "inspection-item": "inspection-items",
    "discretion": "discretion",
    "recording": "recordings",
    "review-catalogue": "review-catalogues",
    "board": "boards",
    "form": "forms",
    "policy": "policies",
    "random-result": "random-results",
    "annual-report": "annual-reports",
    "officer": "officers",
}


def crumbs(*steps: tuple[str, str]) -> list[dict[str, Any]]:
    """Breadcrumbs from the home page down; the last one is the page itself and has no link."""
    return [{"title": "首页", "url": "index.html"}, *({"title": title, "url": url} for title, url in steps)]
