"""What every record class is made of: strict, frozen pydantic models with Chinese keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

_REQUIRED: Any = ...
_set = object.__setattr__


# What personal data a field may hold, and in which form. Rules, projections, the gate and `gongshi redact` ask for it.
Holds = Literal[
    "party",  # whom the decision addresses: an organisation in full, a natural person as the profile says
    "business",  # an organisation or shop in full; a natural person masked
    "representative",  # of a punished organisation, or the operator of a shop: as the profile says
    "agent",  # who acts for a party: as the profile says
    "public person",  # an officer, a head of an organ, staff at a window: in full
    "domicile",  # of a natural person: down to the township
    "premises",  # of a business: in full
    "label",  # a title or name that lists repeat: no name of a natural person but the mask
    "text",  # prose: natural persons by their masks, nothing else that identifies
    "office phone",
    "office address",
    "office e-mail",
    "office account",  # the account into which fines are paid
    "code",  # a credit code or another number of an organisation
    "certificate",  # the number of a licence or of an officer's certificate
    "document",  # a document number
]


def key(
    alias: str,
    help: str,
    default: Any = _REQUIRED,
    *,
    example: str = "",
    basis: str = "",
    private: bool = False,
    holds: Holds | None = None,
) -> Any:
    """A field: its Chinese key, what to write there, and where a mended line and a legal basis come from.

    ``example`` is the value that a mended line shows; ``basis`` names law and article. Both reach JSON Schema, the
    editor's hover text and every message about the field. A ``private`` field never enters a public projection.
    ``holds`` says which personal data may stand there and in which form; a field without it may hold none.
    """
    extra: dict[str, Any] = {name: value for name, value in (("example", example), ("basis", basis)) if value}
    if holds:
        extra["holds"] = holds
    if private:
        extra["private"] = True
    return Field(default, alias=alias, title=alias, description=help, json_schema_extra=extra)


def problem(message: str, *, at: str = "", fix: str = "", example: str = "", basis: str = "") -> PydanticCustomError:
    """An error for the clerk. ``at`` is the Chinese key (below the model in question) that the finding points at.

    ``fix`` is what the value should have been; ``example`` only how such a value is written, and says so.
    """
    context = {"text": message, "key": at, "fix": fix, "example": example, "basis": basis}
    return PydanticCustomError("gongshi", "{text}", context)


class Model(BaseModel):
    """Strict: unknown keys are refused, nothing changes after reading, and an empty value counts as not written."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        populate_by_name=False,
        str_strip_whitespace=True,
        # A schema is built when the first record of its kind is read: most commands read few kinds, or cached records.
        defer_build=True,
    )

    _known: ClassVar[frozenset[str]] = frozenset()

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        cls._known = frozenset(f.alias or name for name, f in cls.model_fields.items())

    # A cached county is 60 000 of these: their values are all there is to keep of them, in half of pydantic's time.
    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__

    def __setstate__(self, state: dict[str, Any]) -> None:
        _set(self, "__dict__", state)
        _set(self, "__pydantic_fields_set__", set())
        _set(self, "__pydantic_extra__", None)
        _set(self, "__pydantic_private__", None)

    @model_validator(mode="before")
    @classmethod
    def _drop_empty(cls, data: Any) -> Any:
        if isinstance(data, Mapping) and None in data.values():
            return {k: v for k, v in data.items() if v is not None or k not in cls._known}
        return data


class Record(Model):
    """One file under content/. ``id``, ``file`` and ``body`` come from the file itself, never from its keys.

    They are declared on the class and set on the instance, so that they are no fields of the content.
    """

    # The file's name without its ending: ASCII, unique within its kind, part of the permalink.
    id: ClassVar[str] = ""
    # Path below the content folder, with forward slashes.
    file: ClassVar[str] = ""
    # The Markdown below the front matter; empty for YAML files.
    body: ClassVar[str] = ""
    # SHA-256 of the kind and the bytes it was read from; empty for a record that was not read from a file.
    digest: ClassVar[bytes] = b""

    def bind(self, *, id: str, file: str, body: str = "", digest: bytes = b"") -> None:
        """Called once, by the reader."""
        # Straight into the instance: pydantic's private attributes answer ten times slower, and rules ask often.
        self.__dict__.update(id=id, file=file, body=body, digest=digest)
