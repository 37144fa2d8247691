"""Which columns tell a published relation's rows apart, and which name a row of another relation."""

from collections.abc import Iterator, Sequence

from svod.warehouse.catalogue import Relation

_KEYS: dict[str, tuple[str, ...]] = {
    "svod.reporting_unit": ("unit",),
    "svod.submission": ("submission",),
    "svod.event": ("event",),
    "svod.indicator": ("form", "indicator"),
    "svod.indicator_value": ("form", "period", "unit", "indicator"),
    "svod.completeness": ("form", "period", "unit"),
    "svod.regional_total": ("form", "period", "region", "indicator"),
    "svod.survey_share": ("form", "period", "unit", "question", "answer"),
    "svod.provenance": ("form", "period", "unit", "indicator", "sheet", "cell"),
}
_ROW_OF_A_RETURN = ("unit", "period", "revision", "sheet", "row")
_REFERRED_TO = ("svod.reporting_unit", "svod.submission", "svod.indicator")


def primary_key(relation: Relation) -> tuple[str, ...]:
    """The columns whose values are together different in every row and never null; none where no such are known."""
    names = {column.name for column in relation.columns}
    of_a_form = _ROW_OF_A_RETURN if names.issuperset(_ROW_OF_A_RETURN) else ()
    return _KEYS.get(relation.published_name, of_a_form)


def references(relation: Relation, published: Sequence[Relation]) -> Iterator[tuple[Relation, tuple[str, ...]]]:
    """The relations that describe what a relation's rows name, with the columns of the same name in both."""
    names = {column.name for column in relation.columns}
    for target in published:
        key = primary_key(target)
        if target.published_name in _REFERRED_TO and target != relation and names.issuperset(key):
            yield target, key
