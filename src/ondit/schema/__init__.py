"""The JSON Schema of `ondit/reading/1`, made from the records of `ondit.reading`, so that the two cannot drift apart.

`python -m ondit.schema` writes it to `reading-1.schema.json` beside this file, where `shipped()` finds it.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from importlib.resources import files
from typing import Any

from ondit.reading import SCHEMA, Reading, Span, _key

FILE = "reading-1.schema.json"


def shipped() -> dict[str, Any]:
    """The JSON Schema that comes with ondit, as a dict."""
    return typing.cast(dict[str, Any], json.loads((files(__package__) / FILE).read_text("utf-8")))


def generate() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) that the records make; what is shipped must equal it."""
    definitions: dict[str, Any] = {}
    _schema(Reading, definitions)
    reading = definitions.pop("Reading")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": SCHEMA,
        **reading,
        "required": ["schema", *reading["required"]],
        "properties": {"schema": {"const": SCHEMA}, **reading["properties"]},
        "$defs": dict(sorted(definitions.items())),
    }


_PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": 0},
    float: {"type": "number"},
}


def _schema(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema of a type; records are defined once, in `definitions`, and referred to."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind == Span:
        return {"type": "array", "items": _PLAIN[int], "minItems": 2, "maxItems": 2}
    if dataclasses.is_dataclass(kind):
        return _reference(typing.cast(type, kind), definitions)
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Literal:
        return {"enum": list(arguments)}
    if origin is types.UnionType:
        return {"anyOf": [{"type": "null"} if a is types.NoneType else _schema(a, definitions) for a in arguments]}
    if origin is tuple:
        return {"type": "array", "items": _schema(arguments[0], definitions)}
    return {"type": "object"}


def _reference(record: type, definitions: dict[str, Any]) -> dict[str, Any]:
    if record.__name__ not in definitions:
        hints = typing.get_type_hints(record)
        names = {_key(field.name): hints[field.name] for field in dataclasses.fields(record)}
        definitions[record.__name__] = {
            "type": "object",
            "description": record.__doc__,
            "additionalProperties": False,
            "required": [_key(field.name) for field in dataclasses.fields(record) if "later" not in field.metadata],
            "properties": {name: _schema(kind, definitions) for name, kind in names.items()},
        }
    return {"$ref": f"#/$defs/{record.__name__}"}
