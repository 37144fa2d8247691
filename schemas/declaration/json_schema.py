"""The JSON Schema of a form: the rows that its tables may have, for programs that write or read them."""

from typing import Any

from schemas.basics.text import Language, Text
from schemas.declaration.element import DataElement
from schemas.declaration.form import Form, Table

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_Schema = dict[str, Any]


def json_schema(form: Form, language: Language) -> _Schema:
    """Return the JSON Schema of a return: its tables by code, each a list of rows, the cover a list of one.

    `title` and `description` are in one language; `x-labels`, `x-meaning` and `x-measure` (the unit of measure) in all three.
    `x-aggregation` says how a figure adds up, `x-personal` that a value stays out of what is published.
    """
    definitions: _Schema = {}
    return {
        "$schema": DIALECT,
        "title": form.title.in_(language),
        "x-form": form.code,
        "x-labels": _by_language(form.title),
        "type": "object",
        "properties": {table.code: _rows(form, table, language, definitions) for table in form.all_tables.values()},
        "required": [table.code for table in form.all_tables.values() if table.required or table is form.cover],
        "additionalProperties": False,
        "$defs": definitions,
    }


def _rows(form: Form, table: Table, language: Language, definitions: _Schema) -> _Schema:
    row = table.model.model_json_schema()
    named = row.pop("$defs", {})
    for element in table.elements.values():
        row["properties"][element.name] = {**_described(element, language), **_values(row["properties"][element.name])}
        if element.codes:
            definitions[element.codes.__name__] = _codes(element, language)
    assert named.keys() <= definitions.keys()
    row |= {"title": table.grain.in_(language)}
    row.pop("description", None)
    rows = {"title": table.sheet.in_(language), "x-labels": _by_language(table.sheet), "type": "array", "items": row}
    return {**rows, "minItems": 1, "maxItems": 1} if table is form.cover else rows


def _described(element: DataElement, language: Language) -> _Schema:
    declared = element.element
    described: _Schema = {"title": declared.labels.in_(language), "x-labels": _by_language(declared.labels)}
    if declared.meaning:
        described |= {"description": declared.meaning.in_(language), "x-meaning": _by_language(declared.meaning)}
    if declared.measure:
        described["x-measure"] = _by_language(declared.measure)
    if declared.aggregation != "none":
        described["x-aggregation"] = declared.aggregation
    if declared.personal:
        described["x-personal"] = True
    return described


def _values(declared: _Schema) -> _Schema:
    """What pydantic says about the values, without its titles, which are the fields' names."""
    return {name: value for name, value in declared.items() if name not in ("title", "description")}


def _codes(element: DataElement, language: Language) -> _Schema:
    return {
        "oneOf": [
            {"const": code, "title": labels.in_(language), "x-labels": _by_language(labels)}
            for code, labels in element.code_labels.items()
        ]
    }


def _by_language(text: Text) -> dict[str, str]:
    return {"kk": text.kk, "ru": text.ru, "en": text.en}
