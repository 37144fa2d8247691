"""Totals that are filled in like rows, with a day and a kind. They count in addition to what they sum, so they are queried."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from schemas.basics.cell import row_numbers
from schemas.basics.texts import Texts
from schemas.checks.catalogue import CHECKS
from schemas.language.total_words import EDGES_OF_TOTALS, names_total
from schemas.records.issue import Issue
from svod.validation.checks import finds
from svod.validation.summed_rows import SummedRows, tells_days
from svod.validation.typed_return import TypedReturn

TEXTS = Texts(__package__)

# How certain a sum must be: as the last row of its kind, where totals usually are; elsewhere by several figures, or by one.
_SURE_AT_THE_END = 30
_SURE, _SURE_BY_ONE_FIGURE = 100, 1000
_LEAST_ROWS = 2
# A total that was added up wrongly is at least four fifths of the sum.
_NEARLY, _OF_FIVE = 4, 5


@finds("row.counted_twice")
def totals_like_rows(typed: TypedReturn) -> Iterator[Issue]:
    """Rows whose text names a total, and rows whose figures are the sums of all rows of their kind above."""
    for rows in typed.summed:
        if tells_days(rows.table.table):
            yield from _totals(rows)


def _totals(rows: SummedRows) -> Iterator[Issue]:
    kinds = rows.kinds
    likely, has_sums = _likely_totals(kinds, rows.counts)
    named = _named_totals(rows, likely)
    for row, name in named.items():
        if others := _summed_by(rows, kinds, row, named):
            yield _issue(rows, row, name, others)
    if has_sums or named:
        for row, others in _sums(rows, kinds, named):
            yield _issue(rows, row, rows.main, others)


def _likely_totals(kinds: Sequence[object], counts: Sequence[int | None]) -> tuple[list[int], bool]:
    """The rows that count nearly as much as all rows of their kind above, or since such a sum; the last also beside all others.

    True if one of them counts exactly as much. Few rows are so large, so that texts need be looked at in few.
    """
    likely: list[int] = []
    has_sums = False
    sums: dict[object, int] = {}
    for row, (kind, count) in enumerate(zip(kinds, counts, strict=True)):
        if not count:
            continue
        above = sums.get(kind)
        if above is None:
            sums[kind] = count
        elif count * _OF_FIVE < above * _NEARLY:
            sums[kind] = above + count
        else:
            likely.append(row)
            has_sums = has_sums or count == above
            sums[kind] = 0 if count == above else above + count
    last = counts[-1] or 0
    others = sum(filter(None, counts)) - last
    if last * _OF_FIVE >= others * _NEARLY:
        likely.append(len(counts) - 1)
    return likely, has_sums or last == others


def _sums(rows: SummedRows, kinds: Sequence[object], named: Collection[int]) -> Iterator[tuple[int, list[int]]]:
    """The rows that sum all rows of their kind above, or since the last such row; and the last row if it sums all rows."""
    above: defaultdict[object, list[int]] = defaultdict(list)
    sums: defaultdict[object, int] = defaultdict(int)
    for row, (kind, count) in enumerate(zip(kinds, rows.counts, strict=True)):
        if row in named:
            continue
        if count and count == sums[kind] and _is_sum(rows, row, above[kind], is_last=kind not in kinds[row + 1 :]):
            yield row, above[kind]
            above[kind], sums[kind] = [], 0
        else:
            above[kind].append(row)
            sums[kind] += count or 0
    last = rows.counts[-1]
    if last and len(above) > 1 and sum(sums.values()) == 2 * last:
        *others, total = sorted(row for group in above.values() for row in group)
        if total == len(rows) - 1 and _is_sum(rows, total, others, is_last=True):
            yield total, others


def _is_sum(rows: SummedRows, row: int, others: Sequence[int], *, is_last: bool) -> bool:
    surely = _SURE_AT_THE_END if is_last else _SURE if len(rows.written(row)) > 1 else _SURE_BY_ONE_FIGURE
    return len(others) >= _LEAST_ROWS and rows.agreement(row, others) >= surely


def _named_totals(rows: SummedRows, likely: Sequence[int]) -> dict[int, str]:
    """Those of the rows that say of themselves that they are totals, each with the element whose text says it."""
    named: dict[int, str] = {}
    for name in rows.texts:
        texts = rows.table.columns[name]
        for row in likely:
            text = texts[row]
            if text and (text[:3] in EDGES_OF_TOTALS or text[-3:] in EDGES_OF_TOTALS) and names_total(text):
                named.setdefault(row, name)
    return named


def _summed_by(rows: SummedRows, kinds: Sequence[object], total: int, named: dict[int, str]) -> list[int]:
    """The rows that a total may sum: those of its kind above, or all above; none if one counts more."""
    count, above = rows.counts[total], [row for row in range(total) if row not in named]
    others = [row for row in above if kinds[row] == kinds[total]] or above
    most = max((rows.counts[row] or 0 for row in others), default=0)
    return others if count is not None and count >= most else []


def _issue(rows: SummedRows, total: int, name: str, others: Sequence[int]) -> Issue:
    table, numbers = rows.table, rows.table.located.rows
    return CHECKS["row.counted_twice"].issue(
        **{**table.place(name, total), "value": table.columns[name][total]},
        cause=TEXTS.fill(
            "counted_twice.total", row=str(numbers[total] + 1), rows=row_numbers([numbers[row] for row in others])
        ),
        sums=rows.adds_up([total]),
    )
