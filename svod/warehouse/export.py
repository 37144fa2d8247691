"""Exports the published relations for other programs: Parquet and CSV, described as a data package."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from schemas.basics.clock import now
from schemas.basics.text import Text, joined
from schemas.basics.texts import Texts
from svod.warehouse.catalogue import Column, Relation, primary_key, references, relations
from svod.warehouse.csv_escape import guarded_sql
from svod.warehouse.reader import Snapshot
from svod.warehouse.schema.form_tables import literal, quoted
from svod.warehouse.suppressed_export import Undisclosed
from svod.warehouse.warehouse import Warehouse

TEXTS = Texts(__package__)

DESCRIPTOR = "datapackage.json"
_TYPES = {
    "tinyint": "integer",
    "smallint": "integer",
    "integer": "integer",
    "bigint": "integer",
    "hugeint": "integer",
    "decimal": "number",
    "double": "number",
    "date": "date",
    "boolean": "boolean",
    "timestamp with time zone": "datetime",
}
_PERIODS = """
    select distinct form, period, region, state, expected, reported, nil, late, missing, rejected
    from main.regional_total
    order by all
"""
_PERIOD_NAMES = ("form", "period", "region", "state", "expected", "reported", "nil", "late", "missing", "rejected")


def export(warehouse: Warehouse, folder: Path, licence: str | None = None) -> list[Relation]:
    """Write every published relation into a folder. The same snapshot always gives the same bytes.

    Figures that are hidden in reports are left out, together with whatever would reveal them.

    Files of an earlier export are replaced once all new ones are complete, the descriptor last: its hashes show whether an
    export was interrupted.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".unfinished-", dir=folder) as made:
        unfinished = Path(made).resolve()
        with warehouse.reader(exports_to=unfinished) as snapshot:
            published = relations(snapshot)
            undisclosed = Undisclosed(snapshot, warehouse.forms)
            for relation in published:
                _write(snapshot, relation, undisclosed.select(relation), unfinished)
            package = _package(snapshot, undisclosed.last, licence)
            package["resources"] = [
                resource for relation in published for resource in _resources(relation, published, unfinished)
            ]
        descriptor = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
        (unfinished / DESCRIPTOR).write_text(descriptor, encoding="utf-8")
        for file in (*(path for relation in published for path in _files(relation)), DESCRIPTOR):
            (folder / file).parent.mkdir(exist_ok=True)
            (unfinished / file).replace(folder / file)
    return published


def _files(relation: Relation) -> tuple[str, str]:
    return f"csv/{relation.published_name}.csv", f"parquet/{relation.published_name}.parquet"


def _write(snapshot: Snapshot, relation: Relation, selected: str, folder: Path) -> None:
    csv, parquet = (folder / file for file in _files(relation))
    for path in (csv, parquet):
        path.parent.mkdir(exist_ok=True)
    snapshot.rows(f"copy (from ({selected}) order by all) to {literal(str(parquet))} (format parquet, compression zstd)")
    columns = ", ".join(f"{_as_csv(column)} as {quoted(column.name)}" for column in relation.columns)
    snapshot.rows(
        f"copy (select {columns} from read_parquet({literal(str(parquet))})) to {literal(str(csv))} (format csv, header)"
    )


def _as_csv(column: Column) -> str:
    name = quoted(column.name)
    match column.type:
        case "varchar":
            return guarded_sql(name)
        case decimal if decimal.startswith("decimal"):
            return f"core.digits({name})"
        case "timestamp with time zone":
            # An offset of whole hours is written as +05 by strftime.
            return f"regexp_replace(strftime({name}, '%Y-%m-%dT%H:%M:%S.%f%z'), '([+-]\\d\\d)$', '\\1:00')"
        case _:
            return name


def _package(snapshot: Snapshot, last: int | None, licence: str | None) -> dict[str, Any]:
    sentences = [TEXTS["package.description"]]
    if last is not None:
        sentences.append(TEXTS.fill("package.small", last=last))
    no_licence = {"name": "notspecified", "title": _shown(snapshot, TEXTS["package.no_licence"])}
    return {
        "name": "svod",
        "title": _shown(snapshot, TEXTS["package.title"]),
        "description": _shown(snapshot, joined(*sentences)),
        "licenses": [no_licence if licence is None else {"name": licence}],
        "periods": [dict(zip(_PERIOD_NAMES, row, strict=True)) for row in snapshot.rows(_PERIODS)],
    }


def _shown(snapshot: Snapshot, text: Text) -> str:
    """A text in the languages of the place."""
    return " | ".join(text.in_(language) for language in snapshot.place.at(now()).languages)


def _resources(relation: Relation, published: Sequence[Relation], folder: Path) -> Iterator[dict[str, Any]]:
    csv, parquet = _files(relation)
    schema = {
        "fields": [
            {"name": column.name, "type": _TYPES.get(column.type.partition("(")[0], "string"), "description": column.comment}
            for column in relation.columns
        ],
        **({"primaryKey": list(key)} if (key := primary_key(relation)) else {}),
    }
    keys = [
        {"fields": list(fields), "reference": {"resource": target.published_name, "fields": list(fields)}}
        for target, fields in references(relation, published)
    ]
    described = {"description": relation.comment}
    yield {
        "name": relation.published_name,
        "path": csv,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **described,
        **_fingerprint(folder / csv),
        "schema": schema | ({"foreignKeys": keys} if keys else {}),
    }
    yield {
        "name": f"{relation.published_name}.parquet",
        "type": "file",
        "path": parquet,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        **described,
        **_fingerprint(folder / parquet),
    }


def _fingerprint(file: Path) -> dict[str, Any]:
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    return {"bytes": file.stat().st_size, "hash": f"sha256:{digest}"}
