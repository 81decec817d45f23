"""The API in the words of OpenAPI 3.1, made from the table of its verbs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.metadata import version
from typing import Any

import msgspec

from ondit.reading import Reading
from ondit.schema import shipped
from ondit.web.verbs import Verb

REF = "#/components/schemas/{name}"
PLACES = {
    "id": {"type": "integer", "minimum": 1, "maximum": 2**31 - 1},
    "key": {"type": "string", "pattern": "^s:[0-9a-f]{12}$"},
}
ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "text"],
            "properties": {"code": {"type": "string", "description": "Stable."}, "text": {"type": "string", "description": "For people."}},
        }
    },
}
REFUSALS = {
    "400": "What was sent cannot be understood",
    "404": "There is no such thing",
    "409": "It cannot be done as things stand",
    "413": "More was sent than may be",
    "415": "What was sent is not JSON",
    "422": "The page cannot be read",
}


def describe(verbs: Iterable[Verb]) -> dict[str, Any]:
    """The document that a program reads to know the API."""
    verbs = tuple(verbs)
    kinds = {verb.takes for verb in verbs} | {verb.gives for verb in verbs if verb.gives not in (Reading, bytes)}
    ordered = sorted(kinds, key=str)
    schemas, components = msgspec.json.schema_components(ordered, ref_template=REF)
    schema_of: dict[Any, Any] = dict(zip(ordered, schemas, strict=True))
    reading = json.loads(json.dumps(shipped()).replace("#/$defs/", "#/components/schemas/"))
    schema_of[Reading] = {"$ref": REF.format(name="Reading")}
    own = {name: _with_plain_keys(schema) for name, schema in components.items()}
    document = {"Reading": {name: value for name, value in reading.items() if name not in ("$defs", "$schema", "$id")}, **reading["$defs"]}
    paths: dict[str, dict[str, Any]] = {}
    for verb in verbs:
        paths.setdefault(f"/api{verb.path}", {})[verb.method.lower()] = _operation(verb, schema_of, own)
    return {
        "openapi": "3.1.0",
        "info": {"title": "ondit", "version": version("ondit"), "description": "The ledger that this site serves, for programs."},
        "paths": paths,
        "components": {"schemas": {**own, **document, "Error": ERROR}},
    }


def _operation(verb: Verb, schema_of: dict[Any, Any], components: dict[str, Any]) -> dict[str, Any]:
    taken = components[schema_of[verb.takes]["$ref"].rpartition("/")[2]]
    operation: dict[str, Any] = {"operationId": verb.name, "summary": verb.summary, "parameters": _places(verb)}
    if verb.method == "GET":
        required = taken.get("required", ())
        operation["parameters"] += [
            {"name": name, "in": "query", "required": name in required, "schema": _in_query(schema)}
            for name, schema in taken["properties"].items()
        ]
    else:
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema_of[verb.takes]}}}
    content = {"application/octet-stream": {}} if verb.gives is bytes else _json(schema_of[verb.gives])
    refused = {code: {"description": text, "content": _json({"$ref": REF.format(name="Error")})} for code, text in REFUSALS.items()}
    operation["responses"] = {"200": {"description": verb.summary, "content": content}, **refused}
    return operation


def _places(verb: Verb) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "path", "required": True, "schema": schema} for name, schema in PLACES.items() if f"{{{name}}}" in verb.path
    ]


def _json(schema: Any) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def _in_query(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of a parameter: one that is left out is None, which no query can say."""
    some = [kind for kind in schema.get("anyOf", ()) if kind != {"type": "null"}]
    if not some:
        kept = schema.get("enum")
        return {**schema, "enum": [value for value in kept if value is not None]} if kept else schema
    return some[0] if len(some) == 1 else {"anyOf": some}


def _with_plain_keys(schema: Any) -> Any:
    """The schema with `from` for `from_`, as JSON has it."""
    if isinstance(schema, dict):
        return {key.rstrip("_"): _with_plain_keys(value) for key, value in schema.items()}
    if isinstance(schema, list):
        return [_with_plain_keys(item) for item in schema]
    return schema.rstrip("_") if schema == "from_" else schema
