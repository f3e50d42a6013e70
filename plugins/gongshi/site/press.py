"""Turns a template and a context into a page of the staging tree, with what every page carries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import Environment, Template
from markupsafe import Markup

from gongshi.public.shape import plain
from gongshi.registry.register import Register
from gongshi.search.document import Document
from gongshi.site import addresses, metas
from gongshi.site.page import Crumb, Page
from gongshi.site.qr import QR, codes_below
from gongshi.site.staging import Staging
from gongshi.site.theme import environment, publish_assets
from gongshi.site.unchanged import Unchanged, told
from gongshi.source.digests import digest

# Libraries that have a say in the bytes of a page, besides those of ``source.cache``.
_LIBRARIES = ("jinja2", "markupsafe", "segno")
# Taken over, or not, before anything is worked out for it.
_WEIGHED = "decision.html"


def _nothing(url: str) -> None:
    del url


@dataclass(slots=True)
class Press:
    """Renders pages of one site for one day. Header and footer are rendered once for each depth and section."""

    register: Register
    staging: Staging
    content: Path
    theme: Path
    url: str
    env: Environment = field(init=False)
    assets: dict[str, str] = field(init=False)
    site: dict[str, Any] = field(init=False)
    nav: list[dict[str, Any]] = field(default_factory=list)
    # Pages for the site map: section → rows of title and url.
    listed: dict[str, list[Crumb]] = field(default_factory=dict)
    indexed: list[tuple[str, str | None]] = field(default_factory=list)
    # What is found of the decisions that have a page.
    documents: list[Document] = field(default_factory=list)
    # Attachments that lie in the tree already, with their sizes: two rows of one record may name one file.
    copied: dict[str, int] = field(default_factory=dict)
    qr: QR = field(init=False)
    # An attachment as it was published before, by its address; None when it cannot be had, or not trusted.
    published: Callable[[str], bytes | None] = _nothing
    # What need not be made again.
    unchanged: Unchanged = field(default_factory=Unchanged)
    _chrome: dict[tuple[str, str], tuple[Markup, Markup]] = field(default_factory=dict)
    _templates: dict[str, Template] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.env = environment(self.theme)
        self.assets = publish_assets(self.theme, self.staging, self.register.site.colours)
        self.site = site_of(self.register)
        self.qr = codes_below(self.url)

    def page(
        self, template: str, page: Page, root: str | None = None, instead: dict[str, Any] | None = None, **context: Any
    ) -> None:
        """Renders ``template`` at ``page.url``. ``root`` is worked out from the depth unless given.

        ``instead``: what stands for the largest parts of the context where it is asked whether they are as before.
        """
        root = "../" * page.url.count("/") if root is None else root
        chrome = self.chrome(root, page.section)
        made_of = (
            "" if template == _WEIGHED else told(template, asdict(page), root, chrome, {**context, **(instead or {})})
        )
        self.unchanged.page(
            page.url, made_of, lambda: self._rendered(template, page, root, chrome, context), self.staging
        )
        if not page.noindex:
            self.indexed.append((page.url, page.published))

    def file(self, path: str, made_of: str, content: Callable[[], str]) -> None:
        """Writes what is no page, or takes it over when it was made of the same (``told``)."""
        self.unchanged.page(path, made_of, content, self.staging)

    def _rendered(
        self, template: str, page: Page, root: str, chrome: tuple[Markup, Markup], context: dict[str, Any]
    ) -> str:
        return self.template(template).render(
            site=self.site,
            root=root,
            assets=self.assets,
            page={
                "title": page.title,
                "section": page.section,
                "crumbs": page.crumbs,
                "metas": metas.of(page, self.site, self.url),
                "cards": metas.card(page, self.site, self.url, self.assets["share.png"]),
                "description": page.description,
                "noindex": page.noindex,
                "last_day": page.last_day,
                "feed": page.feed,
                "connect": page.connect,
            },
            header=chrome[0],
            footer_html=chrome[1],
            **context,
        )

    def fingerprint(self) -> str:
        """What has a say in every page: the theme, the address, the site file, libraries."""
        theme = sorted(path for path in self.theme.rglob("*") if path.is_file())
        files = (part for path in theme for part in (path.relative_to(self.theme).as_posix(), path.read_bytes()))
        libraries = repr([version(name) for name in _LIBRARIES])
        return digest(self.url, repr(self.site), repr(self.assets), libraries, *files)

    @staticmethod
    def markup(html: str) -> Markup:
        """Marks HTML that our own code drew and escaped."""
        return Markup(html)  # noqa: S704

    def fragment(self, template: str, **context: Any) -> Markup:
        """A piece of a page, safe to put into others."""
        return Markup(self.template(template).render(site=self.site, **context))  # noqa: S704 - autoescaped by Jinja

    def template(self, name: str) -> Template:
        """A compiled template; looked up once."""
        found = self._templates.get(name)
        if found is None:
            found = self._templates[name] = self.env.get_template(name)
        return found

    def chrome(self, root: str, section: str) -> tuple[Markup, Markup]:
        """Header and footer for pages of one section at one depth."""
        known = self._chrome.get((root, section))
        if known is None:
            context = {"root": root, "nav": self.nav, "section": section, "assets": self.assets}
            known = self.fragment("_header.html", **context), self.fragment("_footer.html", **context)
            self._chrome[root, section] = known
        return known

    def organ_url(self, entity: str) -> str | None:
        """The page of an organ; none while its own file is held back."""
        return addresses.entity(entity) if entity in self.register.entities else None

    def list_page(self, group: str, title: str, url: str) -> None:
        """Names a page in the site map."""
        self.listed.setdefault(group, []).append({"title": title, "url": url})


def site_of(register: Register) -> dict[str, Any]:
    """What the site file says, as templates see it."""
    site = register.site
    return {
        "name": site.name,
        "county": site.county,
        "domain": site.domain,
        "url": site.url,
        "code": site.code,
        "sample": site.sample,
        "as_of": register.setting.as_of.isoformat(),
        "pinned": site.as_of is not None,
        "introduction": site.introduction,
        "correction": site.correction,
        "footer": plain(site.footer),
    }
