"""Signatures with an SSH key, made and checked by OpenSSH's own ``ssh-keygen -Y``: nothing of ours to be believed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

NAMESPACE = "gongshi"
IDENTITY = "gongshi"
_SECONDS = 30


class SignatureError(Exception):
    """No signature could be made, or one is not good; the message says why in Chinese."""


def signer(key: Path) -> Callable[[Path], None]:
    """A function that signs a file into FILE.sig; raises SignatureError, here as well when the key cannot sign."""
    program = _program()

    def sign(place: Path) -> None:
        place.with_name(f"{place.name}.sig").unlink(missing_ok=True)
        _run(
            [program, "-q", "-Y", "sign", "-f", str(key), "-n", NAMESPACE, str(place)], b"", f"私钥 {key.name} 签不了名"
        )

    with TemporaryDirectory(prefix="gongshi-sign-") as folder:
        probe = Path(folder) / "probe"
        probe.write_bytes(b"gongshi\n")
        sign(probe)
    return sign


def check(place: Path, signers: Path) -> None:
    """Holds FILE.sig against FILE; ``signers`` is a list of public keys as ssh-keygen(1) wants it. SignatureError."""
    signature = place.with_name(f"{place.name}.sig")
    if not signature.is_file():
        raise SignatureError(f"{place.name} 没有签名")
    command = [
        _program(),
        "-q",
        "-Y",
        "verify",
        "-f",
        str(signers),
        "-I",
        IDENTITY,
        "-n",
        NAMESPACE,
        "-s",
        str(signature),
    ]
    _run(command, place.read_bytes(), f"{place.name} 的签名不对")


def _run(command: list[str], given: bytes, complaint: str) -> None:
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 - no shell
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SignatureError(f"{complaint}（{type(error).__name__}）") from None
    if done.returncode:
        lines = (done.stderr or done.stdout).decode("utf-8", "replace").strip().splitlines()
        raise SignatureError(f"{complaint}：{lines[-1][:200]}" if lines else complaint)


def _program() -> str:
    found = shutil.which("ssh-keygen")
    if found is None:
        raise SignatureError("本机没有 ssh-keygen（OpenSSH），签不了名，也核对不了签名")
    return found
