"""A PDF's pages with nothing on them but text, every glyph in black: what the ink test holds a page against.

The content streams are written again without paths, images, shadings, colours, clips, layers and transparency, and
text that was set to be invisible is set to be filled. On the way it is noted what a content stream says of itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Name, Operator, Pdf

from gongshi.redaction.files import limits
from gongshi.redaction.files.verdict import Refused

_SHOWING = frozenset(("Tj", "TJ", "'", '"'))
_KEPT = _SHOWING | frozenset(
    ("q", "Q", "cm", "BT", "ET", "Tc", "Tw", "Tz", "TL", "Tf", "Td", "TD", "Tm", "T*", "Ts", "d0", "d1")
)
# Rendering modes: fill, stroke, both, neither, and the same four with clipping.
_VISIBLE = {3: 0, 4: 0, 5: 1, 6: 2, 7: 0}
_TOO_MUCH = "页面的绘图指令太多，不能在限定时间内审计；请重新打印为 PDF"
_LOOP = "页面的绘图指令循环引用，文件已损坏或者被做了手脚"


@dataclass(slots=True)
class Seen:
    """What the content streams of one page say: replacement texts, and text in a layer that is off."""

    spoken: list[str] = field(default_factory=list)
    off_layer: bool = False


class Layers:
    """Rewrites the pages of one open document in place; each form once, however often it is drawn."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.off = _groups_that_are_off(pdf)
        # Form → its rewritten stream, what it says, and how many objects it draws with all forms unrolled.
        self._forms: dict[tuple[int, int], tuple[Any, Seen, int]] = {}
        self._open: set[tuple[int, int]] = set()

    def strip(self, page: pikepdf.Page) -> Seen:
        """Leaves nothing but text on ``page``. Refused when its streams are without end."""
        seen = Seen()
        resources = page.resources
        data, _ = self._rewritten(page.obj, resources, seen, 0)
        page.obj.Contents = self.pdf.make_stream(data)
        for key in ("/Annots", "/Group"):
            if key in page.obj:
                del page.obj[key]
        return seen

    def _rewritten(self, stream: Any, resources: Any, seen: Seen, depth: int) -> tuple[bytes, int]:
        if depth > limits.DEPTH:
            raise Refused(_LOOP)
        instructions = pikepdf.parse_content_stream(stream)
        if len(instructions) > limits.OPERATORS:
            raise Refused(_TOO_MUCH)
        out: list[Any] = []
        marks: list[bool] = []
        drawn = len(instructions)
        for instruction in instructions:
            operator = str(instruction.operator)
            if operator in _KEPT:
                out.append((instruction.operands, instruction.operator))
                if operator in _SHOWING and True in marks:
                    seen.off_layer = True
            elif operator == "Tr":
                mode = int(instruction.operands[0])
                out.append(([_VISIBLE.get(mode, mode)], Operator("Tr")))
            elif operator in ("BDC", "BMC"):
                marks.append(self._mark(instruction.operands, resources, seen))
            elif operator == "EMC" and marks:
                marks.pop()
            elif operator == "Do":
                form = _looked_up(resources, "/XObject", instruction.operands[0])
                if form is not None and form.get("/Subtype") == Name.Form:
                    inner, cost = self._form(form, resources, depth)
                    seen.spoken.extend(inner.spoken)
                    off = inner.off_layer or True in marks or self._is_off(form.get("/OC"))
                    seen.off_layer = seen.off_layer or (off and bool(inner))
                    drawn += cost
                    out.append((instruction.operands, instruction.operator))
            if drawn > limits.DRAWN:
                raise Refused(_TOO_MUCH)
        return pikepdf.unparse_content_stream(out), drawn

    def _form(self, form: Any, resources: Any, depth: int) -> tuple[Seen, int]:
        key = form.objgen
        if key in self._open:
            raise Refused(_LOOP)
        if key not in self._forms:
            self._open.add(key)
            seen = Seen()
            data, cost = self._rewritten(form, form.get("/Resources", resources), seen, depth + 1)
            self._open.discard(key)
            self._forms[key] = (data, seen, cost)
        return self._forms[key][1:]

    def finish(self) -> None:
        """Writes the forms back, once all pages have been read, and switches every layer on."""
        for key, (data, _, _) in self._forms.items():
            form = self.pdf.get_object(key)
            form.write(data)
            for entry in ("/Group", "/OC"):
                if entry in form:
                    del form[entry]
        for entry in ("/OCProperties", "/AcroForm"):
            if entry in self.pdf.Root:
                del self.pdf.Root[entry]

    def _mark(self, operands: Any, resources: Any, seen: Seen) -> bool:
        if len(operands) < 2:
            return False
        properties = operands[1]
        if isinstance(properties, Name):
            properties = _looked_up(resources, "/Properties", properties)
        if not isinstance(properties, pikepdf.Dictionary):
            return False
        spoken = properties.get("/ActualText")
        if isinstance(spoken, pikepdf.String):
            seen.spoken.append(str(spoken))
        return str(operands[0]) == "/OC" and self._is_off(properties)

    def _is_off(self, group: Any) -> bool:
        if not isinstance(group, pikepdf.Dictionary):
            return False
        if group.objgen in self.off:
            return True
        members = group.get("/OCGs")
        if isinstance(members, pikepdf.Dictionary):
            return members.objgen in self.off
        if isinstance(members, pikepdf.Array) and len(members):
            return all(isinstance(m, pikepdf.Dictionary) and m.objgen in self.off for m in members)
        return False


def _looked_up(resources: Any, kind: str, name: Any) -> Any:
    if not isinstance(resources, pikepdf.Dictionary):
        return None
    shelf = resources.get(kind)
    found = shelf.get(str(name)) if isinstance(shelf, pikepdf.Dictionary) else None
    return found if isinstance(found, pikepdf.Dictionary | pikepdf.Stream) else None


def _groups_that_are_off(pdf: Pdf) -> set[tuple[int, int]]:
    properties = pdf.Root.get("/OCProperties")
    if not isinstance(properties, pikepdf.Dictionary):
        return set()
    default = properties.get("/D", pikepdf.Dictionary())

    def listed(where: Any, key: str) -> set[tuple[int, int]]:
        found = where.get(key) if isinstance(where, pikepdf.Dictionary) else None
        return {g.objgen for g in found if hasattr(g, "objgen")} if isinstance(found, pikepdf.Array) else set()

    off = listed(default, "/OFF")
    if default.get("/BaseState") == Name.OFF:
        off |= listed(properties, "/OCGs") - listed(default, "/ON")
    return off
