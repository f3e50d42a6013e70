"""What the ready settings of web servers say is true of the site, and where the server is at hand it does what they say."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from released_sites import ENDED, STAYS, WITHDRAWN, Release

from gongshi.release.deploy import Shipment, deploy
from gongshi.release.verify import verify
from gongshi.release.visit import Folder
from gongshi.release.web import Web
from needed import program

Three = tuple[Release, Release, Release]
TOP = Path(__file__).parents[2]
HOSTING = TOP / "docs" / "hosting"
FILES = {"nginx": "nginx.conf", "apache": "apache.conf", "caddy": "Caddyfile"}
MODULES = next((p for p in map(Path, ("/usr/lib/apache2/modules", "/usr/lib64/httpd/modules")) if p.is_dir()), Path())
PROGRAMS = {"nginx": "nginx", "apache": "apache2", "caddy": "caddy"}
# The site's own paths in the settings.
_OURS = re.compile(
    r"(?<![\w/)])/(?=assets/|search/|status\\?\.json|404\.html|\(\?:decisions|decisions/|random-results/|files/decisions/)"
)
DECISION, GONE, NOTICE = f"decisions/{STAYS}.html", f"decisions/{ENDED}.html", f"decisions/{WITHDRAWN}.html"
_DAY = 86_400


def said(name: str) -> str:
    return (HOSTING / FILES[name]).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FILES)
def test_the_policy_is_the_one_that_the_pages_carry(name: str, three: Three) -> None:
    page = (three[1].tree / "index.html").read_text(encoding="utf-8")
    own = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert re.findall(r'Content-Security-Policy "([^"]+)"', said(name)) == own and len(own) == 1


@pytest.mark.parametrize("name", FILES)
def test_nothing_but_theme_files_is_kept_for_more_than_a_day(name: str) -> None:
    ages = [(int(age), line) for line in said(name).splitlines() for age in re.findall(r"max-age=(\d+)", line)]
    assert len(ages) == 3
    for age, line in ages:
        assert age <= _DAY or "immutable" in line


def test_what_is_kept_for_good_bears_its_own_hash(three: Three) -> None:
    """And nothing of a record lies there, since it could not be called back."""
    assets = [path for path in three[1].manifest.files if path.startswith("assets/")]
    assert assets and all(re.fullmatch(r"assets/[\w-]+-[0-9a-f]{10}\.\w+", path) for path in assets)
    assert not any(STAYS.encode() in (three[1].tree / path).read_bytes() for path in assets)


@pytest.mark.parametrize("name", FILES)
def test_each_is_named_in_the_readme(name: str) -> None:
    assert f"({FILES[name]})" in (HOSTING / "README.md").read_text(encoding="utf-8")


def _nginx(folder: Path, root: Path, port: int) -> list[str]:
    text = said("nginx").replace("listen 80;", f"listen 127.0.0.1:{port};").replace("/srv/gongshi/current", str(root))
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "site.conf").write_text(text, encoding="utf-8")
    types = "types { text/html html; text/css css; application/javascript js; application/json json; }"
    (folder / "nginx.conf").write_text(
        f"daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log; events {{ }}\n"
        f"http {{ access_log off; {types} {temporary} include {folder}/site.conf; }}\n",
        encoding="utf-8",
    )
    return ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")]


def _apache(folder: Path, root: Path, port: int) -> list[str]:
    text = said("apache").replace("*:80", f"127.0.0.1:{port}").replace("/srv/gongshi/current", str(root))
    modules = ("mpm_event", "authz_core", "mime", "dir", "headers", "rewrite")
    loaded = "".join(f"LoadModule {m}_module {MODULES}/mod_{m}.so\n" for m in modules)
    (folder / "mime.types").write_text("text/html html\ntext/css css\napplication/json json\n", encoding="utf-8")
    account = "User nobody\nGroup nogroup\n" if os.geteuid() == 0 else ""
    (folder / "apache.conf").write_text(
        f"ServerRoot {folder}\nServerName localhost\nListen 127.0.0.1:{port}\nPidFile {folder}/pid\n{loaded}{account}"
        f"ErrorLog {folder}/error.log\nTypesConfig {folder}/mime.types\nMutex file:{folder}\n"
        f"<Directory />\nRequire all denied\n</Directory>\n{text}",
        encoding="utf-8",
    )
    return ["apache2", "-f", str(folder / "apache.conf"), "-DFOREGROUND"]


def _caddy(folder: Path, root: Path, port: int) -> list[str]:
    text = (
        said("caddy")
        .replace("www.qinghe.example {", f"http://127.0.0.1:{port} {{")
        .replace("/srv/gongshi/current", str(root))
    )
    (folder / "Caddyfile").write_text(f"{{\n\tadmin off\n}}\n{text}", encoding="utf-8")
    return ["caddy", "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]


COMMANDS = {"nginx": _nginx, "apache": _apache, "caddy": _caddy}


@contextmanager
def running(name: str, release: Release, below: str = "") -> Iterator[tuple[str, Path]]:
    """Address of a release that is deployed with packed copies, and its folder. ``below``: the path that it is mounted at."""
    program(PROGRAMS[name])
    with tempfile.TemporaryDirectory(prefix="gongshi-hosting-") as made:
        folder = Path(made)
        # The server's own account has to reach it.
        folder.chmod(0o755)
        site = folder / "www" / below
        site.mkdir(parents=True)
        deploy(Shipment(release.tree, release.manifest, True), site)
        (site / ".hidden").write_bytes(b"hidden")
        (site / ".well-known").mkdir()
        (site / ".well-known" / "x.txt").write_bytes(b"x")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = COMMANDS[name](folder, folder / "www", port)
        for place in folder.iterdir() if below else ():
            if place.is_file():
                place.write_text(_OURS.sub(f"/{below}", place.read_text(encoding="utf-8")), encoding="utf-8")
        environment = {**os.environ, "HOME": made, "XDG_CONFIG_HOME": made, "XDG_DATA_HOME": made}
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
        try:
            for _ in range(200):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                assert process.poll() is None, (folder / "log").read_text(encoding="utf-8", errors="replace")
                time.sleep(0.05)
            yield f"http://127.0.0.1:{port}/{below}", site
        finally:
            process.terminate()
            process.wait(20)


@pytest.fixture(scope="module", params=list(FILES))
def server(request: pytest.FixtureRequest, three: Three) -> Iterator[tuple[str, Path]]:
    """The county on its second day at the root of a server."""
    with running(request.param, three[1]) as found:
        yield found


def asked(server: tuple[str, Path], path: str, **headers: str) -> http.client.HTTPResponse:
    host, _, base = server[0].removeprefix("http://").partition("/")
    connection = http.client.HTTPConnection(host, timeout=20)
    connection.request(
        "GET", f"/{base}{path}", headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    response = connection.getresponse()
    response.body = response.read()  # type: ignore[attr-defined]
    connection.close()
    return response


@pytest.mark.slow
def test_verify_finds_nothing(server: tuple[str, Path], three: Three) -> None:
    report = verify(Web(server[0]), three[1].manifest, three[1].today())
    assert report.problems == ()


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_below_a_path_with_that_path_before_ours(name: str, three: Three) -> None:
    """As the README says for an address with a path; the site's own pages know nothing of it but 404.html."""
    with running(name, three[1], "xzzf/") as server:
        assert verify(Web(server[0]), three[1].manifest, three[1].today()).problems == ()
        assert [asked(server, path).status for path in (GONE, "none.html", ".hidden")] == [410, 404, 404]
        assert asked(server, GONE).body == (server[1] / "404.html").read_bytes()  # type: ignore[attr-defined]
        assert "max-age=300" in asked(server, DECISION).headers["Cache-Control"]
        css = next(path for path in three[1].manifest.files if path.endswith(".css"))
        assert "immutable" in asked(server, css).headers["Cache-Control"]


@pytest.mark.slow
def test_the_server_does_what_its_settings_say(server: tuple[str, Path], three: Three) -> None:
    root = server[1]
    missing = (root / "404.html").read_bytes()
    shown, gone, absent, either = {200}, {410}, {404}, {404, 410}
    for path, wanted in [
        ("", shown), ("index.html", shown), ("decisions/", shown), (DECISION, shown), (NOTICE, shown),
        (".well-known/x.txt", shown), (GONE, gone), (f"files/decisions/{ENDED}/a.png", gone), ("random-results/x.html", gone),
        ("decisions/none/", gone), ("none.html", absent), ("assets/none.css", absent), (".hidden", absent),
        ("index.html.gz", absent), ("decisions/.hidden", either), (f"{GONE}.gz", either), (f"{DECISION}.gz", either),
        # A folder without a page of its own is not listed.
        ("assets/", {403, 404}), ("files/", {403, 404}),
        ("../../etc/passwd", {400, 403, 404}), ("%2e%2e/%2e%2e/etc/passwd", {400, 403, 404}),
    ]:  # fmt: skip
        answer = asked(server, path)
        assert answer.status in wanted, (path, answer.status)
        if answer.status in either:
            assert answer.body == missing, path  # type: ignore[attr-defined]
        assert b"Index of" not in answer.body and b"root:" not in answer.body  # type: ignore[attr-defined]
    page = asked(server, DECISION)
    assert page.headers["Content-Type"].replace(" ", "").lower() == "text/html;charset=utf-8"
    assert page.body == (root / DECISION).read_bytes()  # type: ignore[attr-defined]


@pytest.mark.slow
def test_headers(server: tuple[str, Path], three: Three) -> None:
    css = next(path for path in three[1].manifest.files if path.endswith(".css"))
    shard = next(path for path in three[1].manifest.files if path.endswith(".bin"))
    for path, kept in [
        ("", "max-age=300"), (DECISION, "max-age=300"), (css, "immutable"), (shard, "max-age=3600"),
        ("sitemap.xml", "max-age=300"), ("search/index.json", "max-age=300"),
    ]:  # fmt: skip
        headers = asked(server, path).headers
        assert kept in headers["Cache-Control"], path
        assert headers["Cache-Control"].count("max-age") == 1, path
        assert headers.get_all("Content-Security-Policy") and len(headers.get_all("Content-Security-Policy") or []) == 1
        assert headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in asked(server, GONE).headers["Content-Security-Policy"]


@pytest.mark.slow
def test_packed_copies_go_out_only_while_what_they_are_of_is_there(server: tuple[str, Path], three: Three) -> None:
    root = server[1]
    for path in ("", DECISION, "sitemap.xml"):
        answer = asked(server, path, Accept_Encoding="gzip")
        assert answer.headers["Content-Encoding"] == "gzip", path
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert answer.body == (root / f"{path or 'index.html'}.gz").read_bytes()  # type: ignore[attr-defined]
        assert asked(server, path).headers["Content-Encoding"] is None
    assert "html" in asked(server, DECISION, Accept_Encoding="gzip").headers["Content-Type"]
    # A copy that somebody forgot to delete.
    (root / f"{GONE}.gz").write_bytes((root / f"{DECISION}.gz").read_bytes())
    try:
        assert asked(server, GONE, Accept_Encoding="gzip").status == 410
        assert {p.kind.value for p in verify(Folder(root), three[1].manifest, three[1].today()).problems} >= {
            "standing"
        }
    finally:
        (root / f"{GONE}.gz").unlink()
