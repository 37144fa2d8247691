"""Formulas that carry their values: openpyxl writes a formula alone, which a program that doesn't calculate reads as blank."""

import re
from collections.abc import Callable, Mapping
from io import BytesIO
from zipfile import ZipFile

from openpyxl import Workbook

Results = Mapping[str, Mapping[str, int]]
"""The values of formulas by the title of their sheet and their cell."""

_FORMULA = re.compile(rb'(<c r="([A-Z]+[0-9]+)"[^>]*><f>[^<]*</f>)<v ?(?:/>|></v>)')


def with_results(package: bytes, workbook: Workbook, results: Results) -> bytes:
    """A saved workbook with the value of each formula beside it."""
    parts = {sheet.path.lstrip("/"): results[sheet.title] for sheet in workbook.worksheets if sheet.title in results}
    target = BytesIO()
    with ZipFile(BytesIO(package)) as source, ZipFile(target, "w") as written:
        for name in source.namelist():
            content = source.read(name)
            written.writestr(name, _FORMULA.sub(_result(parts[name]), content) if name in parts else content)
    return target.getvalue()


def _result(values: Mapping[str, int]) -> Callable[[re.Match[bytes]], bytes]:
    return lambda found: b"%b<v>%d</v>" % (found[1], values[found[2].decode()])
