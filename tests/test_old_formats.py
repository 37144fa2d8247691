"""A return saved in Excel's old binary format reads to the same figures.

`files/akzhar.xls` is the sample return of Akzhar district, saved as xls by LibreOffice; everything in it is invented.
"""

from pathlib import Path

from schemas.returns import forms
from schemas.returns.labour12.sample import sample_returns
from svod.reports.workbook import write_return
from tests.workbooks import REGISTER, check

FILES = Path(__file__).parent / "files"


def test_xls_reads_to_the_same_rows() -> None:
    (sample,) = [one for one in sample_returns() if one.file.endswith("/Ақжар ауданы.xlsx")]
    written = check(write_return(forms()["labour12"], REGISTER, sample))
    saved = check((FILES / "akzhar.xls").read_bytes(), "akzhar.xls")
    assert (saved.status, saved.issues, saved.unit) == ("accepted", [], "akzhar")
    # The xls was saved when the form's last sheet had its columns in another order.
    for code, table in written.tables.items():
        assert (saved.tables[code].sheet, saved.tables[code].rows) == (table.sheet, table.rows)
        assert saved.tables[code].columns == table.columns
    assert saved.indicators == written.indicators
