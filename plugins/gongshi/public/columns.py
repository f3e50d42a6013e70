"""Public projections of list files: head, columns, rows of cells."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from gongshi.public.remedies import remedies_of
from gongshi.public.shape import plain, shapes
from gongshi.records.catalogue import Catalogue
from gongshi.records.entity import Officer, Officers
from gongshi.records.law import Remedies
from gongshi.records.lists import (
    Benchmark,
    Discretion,
    Forms,
    FormTemplate,
    InspectionItem,
    InspectionItems,
    Item,
    Items,
    MajorDecision,
    Power,
    Powers,
    RandomItem,
    RandomItems,
    RandomPlan,
    RandomTask,
    Recording,
    Recordings,
    ReviewCatalogue,
)

ROWS: dict[type[Catalogue], type[BaseModel]] = {
    Officers: Officer,
    Items: Item,
    Powers: Power,
    RandomItems: RandomItem,
    RandomPlan: RandomTask,
    InspectionItems: InspectionItem,
    Discretion: Benchmark,
    Recordings: Recording,
    ReviewCatalogue: MajorDecision,
    Forms: FormTemplate,
}
_SKIP = frozenset({"flow", "guide", "joint", "partners", "fine_person", "fine_organisation"})


def project_list(catalogue: Catalogue) -> dict[str, Any]:
    """Head, ``columns`` of {name, title, type}, and ``rows`` of {attribute: value} in the order of the file."""
    row_class = ROWS[type(catalogue)]
    chosen = [shape for shape in shapes(row_class) if shape.name not in _SKIP]
    return {
        "entity": catalogue.entity,
        "title": catalogue.title,
        "adjusted": plain(catalogue.adjusted),
        "reviewed": plain(catalogue.reviewed),
        "history": list(catalogue.history),
        "note": catalogue.note,
        "columns": [{"name": s.name, "title": s.label, "type": s.type} for s in chosen],
        "rows": [
            {s.name: _cell(s.plain(getattr(row, s.name)), getattr(row, s.name)) for s in chosen}
            for row in catalogue.rows
        ],
    }


def _cell(value: Any, original: Any) -> Any:
    if isinstance(original, Remedies):
        remedies = remedies_of(original)
        return remedies["text"] if remedies else None
    return value or None
