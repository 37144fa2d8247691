"""Sends regions' workbooks one level higher, and consolidates them there with the same engine."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from openpyxl import load_workbook

from schemas.basics.text import Text
from schemas.declaration.form import Form
from schemas.declaration.period import Period
from schemas.forms.labour12.form import FORM
from schemas.records.ledger_mark import EMPTY_LEDGER
from schemas.records.period_report import PeriodReport
from schemas.records.submission import CheckedReturn, Receipt
from schemas.records.total import RegionalTotals
from schemas.units.register import UnitRegister
from schemas.units.reporting_unit import ReportingUnit
from svod.pipeline.check_return import check_return
from svod.warehouse.arrow_batch import Batch
from svod.warehouse.period_report import read_period_reports
from svod.warehouse.warehouse import Warehouse
from tests.builders.workbooks import REGISTER, load, workspace

REGIONS = (
    REGISTER.by_code["sko"],
    ReportingUnit(
        unit="pavlodar",
        level="region",
        parent=None,
        returns="none",
        order=1,
        names=Text("Павлодар облысы", "Павлодарская область", "Pavlodar region"),
    ),
    ReportingUnit(
        unit="kostanai",
        level="region",
        parent=None,
        returns="none",
        order=2,
        names=Text("Қостанай облысы", "Костанайская область", "Kostanai region"),
    ),
)
_REPUBLIC = ReportingUnit(
    unit="kz",
    level="republic",
    parent=None,
    returns="none",
    order=9,
    names=Text("Қазақстан Республикасы", "Республика Казахстан", "Republic of Kazakhstan"),
)
ABOVE = UnitRegister([_REPUBLIC, *(region.model_copy(update={"parent": "kz", "returns": "summed"}) for region in REGIONS)])
SIGNED = {"prepared_by": "Сынақова С.", "submitted_on": "20.06.2026"}

_RECEIVED = datetime(2026, 6, 15, 9, tzinfo=UTC)


def report(root: Path, files: Mapping[str, bytes] | None = None, form: Form = FORM, period: str = "2026") -> PeriodReport:
    """The report of a data folder in which files were received before."""
    if files:
        load(root, files)
    own = workspace(root)
    with own.warehouse.reader() as snapshot:
        period_reports = read_period_reports(snapshot, form, Period.parse(period), own.known.units)
    return next(report for report in period_reports if report.region.unit == "sko")


def signed(content: bytes) -> bytes:
    """A region's workbook with what the region fills in by hand. All other cells stay as they are."""
    elements = FORM.cover.elements
    labels = {label: text for name, text in SIGNED.items() for label in elements[name].labels.all}
    cover = load_workbook(BytesIO(content)).worksheets[0]
    typed = {f"B{row}": labels[label] for row in range(1, 30) if (label := str(cover.cell(row, 1).value)) in labels}
    assert len(typed) == len(SIGNED)
    target = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(target, "w") as written:
        for name in source.namelist():
            part = source.read(name)
            written.writestr(name, _type_into(part, typed) if name == "xl/worksheets/sheet1.xml" else part)
    return target.getvalue()


def _type_into(part: bytes, cells: Mapping[str, str]) -> bytes:
    for cell, text in cells.items():
        blank = rb'(<c r="%b"[^>/]*?) ?(?:/>|></c>)' % cell.encode()
        value = rb'\1 t="inlineStr"><is><t>%b</t></is></c>' % text.encode()
        part, typed = re.subn(blank, value, part)
        assert typed == 1
    return part


def check_above(content: bytes, form: Form = FORM) -> CheckedReturn:
    """The verdict on a region's workbook one level higher."""
    return check_return(content, "x.xlsx", {form.code: form}, ABOVE)


def consolidate_above(root: Path, contents: Sequence[bytes], form: Form = FORM, period: str = "2026") -> RegionalTotals:
    """The totals one level higher, from workbooks that are all accepted there."""
    forms = {form.code: form}
    checked = [check_above(content, form) for content in contents]
    for one in checked:
        assert one.status == "accepted", [issue.message.en for issue in one.issues if issue.severity == "error"]
    batch = Batch(forms)
    for number, one in enumerate(checked, 1):
        batch.add(number, _RECEIVED, one)
    receipts = [Receipt(number, f"{number}.xlsx", one.sha256, _RECEIVED, _RECEIVED) for number, one in enumerate(checked, 1)]
    warehouse = Warehouse(root, forms, ABOVE)
    with warehouse.writer() as writer:
        writer.load(receipts, [], batch.arrow(), EMPTY_LEDGER)
        writer.publish()
    with warehouse.reader() as snapshot:
        (found,) = snapshot.totals(form.code, period)
    return found
