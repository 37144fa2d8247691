"""Numbers with decimals: kilometres, hectares, hours."""

from decimal import Decimal
from functools import partial

from schemas.declaration.figures import (
    decimal_constraints,
    decimal_format,
    decimal_refusal,
    is_plainly_figure,
    is_zero,
    may_be_figure,
    read_decimal,
    scale_of_measure,
)
from schemas.declaration.kind import Kind

KIND = Kind(
    name="number",
    value_type=Decimal,
    reader=lambda element, _units: partial(read_decimal, element=element),
    constraints=decimal_constraints,
    refusal=decimal_refusal,
    is_figure=True,
    scale=scale_of_measure,
    may_be=may_be_figure,
    is_plainly=is_plainly_figure,
    is_prefilled=is_zero,
    sql_type="decimal(38, 6)",
    from_sql=Decimal,
    entry="decimal number",
    number_format=decimal_format("0"),
    width=14,
)
