"""The child that audits: one file after the other from standard input, a verdict for each to standard output.

Each request is a line ``name length`` (JSON) and so many bytes; each answer a line of JSON. Its memory and its time are
bounded from within, its patience from without (``child``): whatever a file does to it, the parent goes on.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress

from gongshi.redaction.files import limits
from gongshi.redaction.files.sniff import kind_of
from gongshi.redaction.files.verdict import Audit, Refused, refusal


def audited(raw: bytes, name: str) -> Audit:
    """The verdict on one file; every fault of an auditor is a refusal."""
    try:
        return _by_kind(raw, kind_of(raw, name))
    except Refused as verdict:
        return refusal(verdict.reason)
    except MemoryError:
        return refusal("审计这个文件要用的内存太多，请重新导出或者拆分")
    except RecursionError:
        return refusal("文件的结构层层嵌套，不能审计，请重新导出")
    except Exception as error:
        return refusal(f"不能审计的附件不公示：读取时出错（{type(error).__name__}），请重新导出")


def _by_kind(raw: bytes, kind: str) -> Audit:
    if len(raw) > limits.LARGEST_FILE:
        raise Refused(f"文件有 {len(raw) / 1048576:.1f} MB，超过 20 MB，请压缩或者拆分")
    if kind == "pdf":
        from gongshi.redaction.files.pdf import audit_pdf

        return audit_pdf(raw)
    if kind in ("docx", "xlsx"):
        from gongshi.redaction.files.office import audit_office

        return audit_office(raw, kind)
    if kind == "text":
        from gongshi.redaction.files.plain import audit_text

        return audit_text(raw)
    from gongshi.redaction.files.image import audit_image

    return audit_image(raw, kind)


def _bound(cpu: int) -> None:
    try:
        import resource
    except ImportError:  # Windows: the parent's clock alone
        return
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limits.MEMORY, limits.MEMORY))
    with suppress(ValueError, OSError):
        usage = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(usage.ru_utime + usage.ru_stime) + cpu
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Serves until standard input ends."""
    with suppress(ImportError):  # most are PDF; what is missing is said of the file that needs it
        import gongshi.redaction.files.pdf  # noqa: F401
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    while line := source.readline():
        name, length = json.loads(line)
        raw = source.read(length)
        _bound(limits.CPU_SECONDS)
        answer = json.dumps(audited(raw, name).as_data(), ensure_ascii=True)
        sink.write(answer.encode("ascii") + b"\n")
        sink.flush()


if __name__ == "__main__":
    main()
