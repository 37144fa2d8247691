"""The JSON Schema of a form: the rows that its tables may have, for programs that write or read them."""

from decimal import Decimal
from typing import Any

from schemas.basics.text import Language, Text
from schemas.declaration.element import DataElement
from schemas.declaration.form import Form
from schemas.declaration.table import Table

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_Schema = dict[str, Any]


def json_schema(form: Form, language: Language) -> _Schema:
    """Return the JSON Schema of a return: its tables by code, each a list of rows, the cover a list of one.

    `title` and `description` are in one language; `x-labels`, `x-meaning` and `x-measure` (the unit of measure) in all three.
    `x-decimals` is how many decimals a number may have, `x-scale` how many units of its currency an amount of 1 is.
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
        row["properties"][element.name] = {**_described(element, language), **_values(element, row["properties"][element.name])}
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
    if measure := element.measure:
        described["x-measure"] = _by_language(measure)
    if element.kind.value_type is Decimal:
        described["x-decimals"] = declared.decimals
    if element.scale not in (1, "%"):
        described["x-scale"] = element.scale
    if declared.aggregation != "none":
        described["x-aggregation"] = declared.aggregation
    if element.is_personal:
        described["x-personal"] = True
    return described


def _values(element: DataElement, declared: _Schema) -> _Schema:
    """What pydantic says about the values, without its titles, which are the fields' names.

    It would take decimals as texts too. What a kind requires of its texts is added.
    """
    values = {name: value for name, value in declared.items() if name not in ("title", "description")}
    if element.kind.value_type is Decimal:
        several = [part for part in values.pop("anyOf") if part["type"] != "string"]
        values |= several[0] if len(several) == 1 else {"anyOf": several}
    if element.kind.pattern:
        for part in values.get("anyOf", [values]):
            if part["type"] == "string":
                part["pattern"] = element.kind.pattern
    return values


def _codes(element: DataElement, language: Language) -> _Schema:
    return {
        "oneOf": [
            {"const": code, "title": labels.in_(language), "x-labels": _by_language(labels)}
            for code, labels in element.code_labels.items()
        ]
    }


def _by_language(text: Text) -> dict[str, str]:
    return {"kk": text.kk, "ru": text.ru, "en": text.en}
