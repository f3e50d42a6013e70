"""What an outsider can check of the ledger: with our command, with standard tools, with OpenSSH."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from county import REPOSITORY
from gongshi.cli.main import cli
from gongshi.release import facts
from gongshi.release.commit import go_live
from gongshi.release.facts import Fact
from gongshi.release.folder import MANIFEST, RECORDS, SITE, TOLD, Folder, put, put_json
from gongshi.release.ledger import Event, append
from gongshi.release.manifest import manifest_of
from gongshi.release.proof import write_head
from gongshi.release.signature import SignatureError, signer
from gongshi.release.told import Told
from needed import program

DAY = date(2026, 3, 16)
RECORD = "qnz-zz-2026-003"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A release live, and its books."""
    made = Folder(tmp_path / "www")
    (tmp_path / "content").mkdir()
    home = made.release("2026-03-16-001")
    put(home / SITE / "index.html", "你好".encode())
    put_json(home / TOLD, Told(DAY).written())
    fact = Fact("decision", "青农罚〔2026〕3号", "visible", True, False, "a" * 64, "2026-03-05")
    put(home / RECORDS, facts.written(DAY, {RECORD: fact}))
    put(home / MANIFEST, manifest_of(home / SITE, DAY, "gongshi 0", {}, None).written())
    go_live(made, "2026-03-16-001", tmp_path / "content", False)
    return made


def ledger(folder: Folder, *words: str | Path) -> tuple[int, str]:
    command, *rest = words
    done = CliRunner().invoke(cli, ["ledger", str(command), *map(str, rest), "--site", str(folder.root)])
    return done.exit_code, done.output


def test_a_ledger_that_holds(folder: Folder) -> None:
    status, said = ledger(folder, "verify")
    assert (status, "公示账完好：3 条" in said) == (0, True)


def test_a_rewritten_line_is_found(folder: Folder) -> None:
    folder.ledger.write_bytes(folder.ledger.read_bytes().replace(b"2026-03-05", b"2026-03-04"))
    status, said = ledger(folder, "verify")
    assert (status, "第 3 行和上一行接不上" in said) == (1, True)
    assert ledger(folder, "show", RECORD)[0] == 3


def test_a_ledger_made_anew_is_found_by_a_copy_kept_elsewhere(folder: Folder, tmp_path: Path) -> None:
    copy = shutil.copyfile(folder.ledger, tmp_path / "copy")
    assert ledger(folder, "verify", "--against", copy)[0] == 0
    manifest = folder.manifest("2026-03-16-001")
    assert manifest is not None
    folder.ledger.unlink()
    append(folder.ledger, [Event("published", RECORD, "a" * 64, "2026-03-04"), Event("released")], DAY, manifest.hash)
    assert ledger(folder, "verify")[0] == 0
    status, said = ledger(folder, "verify", "--against", copy)
    assert (status, "对不上" in said) == (1, True)


def test_a_site_that_was_never_entered_is_found(folder: Folder) -> None:
    append(folder.ledger, [Event("released")], DAY, "b" * 64)
    status, said = ledger(folder, "verify")
    assert (status, "不是公示账最后登记的" in said) == (1, True)


def test_the_history_of_a_record(folder: Folder) -> None:
    status, said = ledger(folder, "show", RECORD)
    assert status == 0
    assert "首次公示：2026-03-05\n现在：在网站上公示\n" in said
    assert "首次公示（2026-03-05 起，建账以前已公示）" in said and "核对过：公示账逐行相连" in said
    status, page = ledger(folder, "show", RECORD, "--format", "html")
    assert status == 0
    assert page.startswith("<!DOCTYPE html>")
    assert "青农罚〔2026〕3号" in page
    assert "<script" not in page
    assert "核对过：" in page and "盖章" in page
    assert ledger(folder, "show", "qnz-zz-2026-999")[0] == 1


def test_the_history_says_what_is_over_and_what_does_not_fit(folder: Folder) -> None:
    whole = folder.ledger.read_bytes()
    append(folder.ledger, [Event("lapsed", RECORD, "a" * 64), Event("released")], date(2026, 4, 7), "b" * 64)
    for form in ("text", "html"):
        status, said = ledger(folder, "show", RECORD, "--format", form)
        assert (status, "不在公示：2026-04-07 期满下线" in said) == (1, True)
        assert "核对有不符：在线的网站不是公示账最后登记的那一次发布" in said and "核对过" not in said
    folder.ledger.write_bytes(whole[: whole.rfind(b"\n", 0, -1) + 1])
    assert ledger(folder, "show", RECORD)[0] == 1


@pytest.mark.parametrize("old", [b"", b"\0\1", b'{"n":0}\n', b'{"cut', b"\n"])
def test_what_is_no_ledger_proves_nothing(folder: Folder, tmp_path: Path, old: bytes) -> None:
    (tmp_path / "old").write_bytes(old)
    status, said = ledger(folder, "verify", "--against", tmp_path / "old")
    assert (status, "“old”不是公示账" in said) == (1, True)


def test_a_copy_that_was_cut_while_it_was_made_still_counts(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(folder.ledger.read_bytes()[:-9])
    assert ledger(folder, "verify", "--against", tmp_path / "old")[0] == 0


def test_what_the_document_says_can_be_typed(folder: Folder) -> None:
    """docs/ledger.md, each shell command of it, on a real folder."""
    for tool in ("sh", "sed", "sha256sum", "jq"):
        program(tool)
    text = (REPOSITORY / "docs/ledger.md").read_text("utf-8")
    script = re.findall(r"```sh\n(.*?)```", text, re.S)[0]
    script += (
        re.findall(r"`(jq [^`]*sha256sum -c\))`", text)[0]
        .replace("manifest.json", "DIR/current/../manifest.json")
        .replace("site &&", "DIR/current &&")
    )
    script = script.replace("DIR", str(folder.root)).replace("RECORD", RECORD).replace("python3", sys.executable)
    done = subprocess.run(["sh", "-e", "-c", script], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith("完好 3 条")
    entries = folder.ledger.read_text("utf-8").splitlines()
    assert f'"prev":"{lines[1].split()[0]}"' in entries[2]
    assert lines[2].split()[0] == lines[3]
    assert f'"record":"{RECORD}"' in lines[4]
    assert lines[5] == "index.html: OK"


def test_signatures_of_openssh(folder: Folder, tmp_path: Path) -> None:
    keygen = program("ssh-keygen")
    for name in ("key", "other"):
        subprocess.run([keygen, "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / name], check=True)
    signers = tmp_path / "signers"
    signers.write_text('gongshi namespaces="gongshi" ' + (tmp_path / "key.pub").read_text("ascii"), "ascii")
    status, said = ledger(folder, "verify", "--signers", signers)
    assert (status, "没有签名" in said) == (1, True)
    sign = signer(tmp_path / "key")
    sign(folder.release("2026-03-16-001") / MANIFEST)
    sign(write_head(folder))
    assert ledger(folder, "verify", "--signers", signers)[0] == 0
    command = re.search(r"^ssh-keygen -Y verify .*$", (REPOSITORY / "docs/ledger.md").read_text("utf-8"), re.M)
    assert command is not None
    typed = command[0].replace("公钥名单", str(signers)).replace("DIR", str(folder.root))
    assert subprocess.run(["sh", "-c", typed], capture_output=True, check=False).returncode == 0
    # Signed by somebody else; then signed, and changed.
    signer(tmp_path / "other")(folder.ledger.with_name("head"))
    assert ledger(folder, "verify", "--signers", signers)[0] == 1
    head = write_head(folder)
    sign(head)
    head.write_bytes(head.read_bytes().replace(b"3 ", b"2 "))
    assert ledger(folder, "verify", "--signers", signers)[0] == 1


def test_a_key_that_cannot_sign_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("no key\n", "ascii")
    with pytest.raises(SignatureError):
        signer(tmp_path / "key")
