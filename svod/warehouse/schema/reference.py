"""Reference data as tables: units, forms, indicators, survey answers, dates of periods; and the place's local days."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import cached_property
from hashlib import sha256
from typing import Any

import pyarrow as pa

from schemas.basics.place import Place
from schemas.checks.catalogue import CHECKS
from schemas.checks.check import Check
from schemas.checks.form_checks import checks_of
from schemas.declaration.form import Form
from schemas.declaration.period import Period
from schemas.units.levels import adds_to, days_compared, units_above
from schemas.units.path import unit_of_path
from schemas.units.register import UnitRegister
from svod.warehouse.schema.statements import definitions


class Reference:
    """The forms, the register of units and the place, as tables."""

    def __init__(self, forms: Mapping[str, Form], register: UnitRegister, place: Place) -> None:
        self.forms = forms
        self.register = register
        self.place = place

    @cached_property
    def fingerprint(self) -> str:
        """A hash that changes whenever a declaration, the register, the place or a view does."""
        digest = sha256()
        for statement in definitions(self):
            digest.update(statement.encode())
        for table in self.tables().values():
            digest.update(repr(table.to_pylist()).encode())
        digest.update(self.place.model_dump_json().encode())
        return digest.hexdigest()

    def tables(self) -> dict[str, pa.Table]:
        """The reference tables of the schema core, by name."""
        return {
            "reporting_unit": _table(self._units()),
            "unit_above": _table(
                [{"unit": unit, "above": above, "steps": steps} for unit, above, steps in units_above(self.register)]
            ),
            "form": _table([{"form": form.code, **_texts("title", form.title)} for form in self.forms.values()]),
            "indicator": _table([row for form in self.forms.values() for row in _indicators(form)]),
            "survey_answer": _table([row for form in self.forms.values() for row in _all_answers(form)]),
            "check_message": _table(
                [
                    {"code": check.code, "severity": check.severity, **_texts("message", check.message)}
                    for check in self._checks()
                ]
            ),
        }

    def period(self, form: str, period: str) -> list[Any]:
        """The row of a period: its days, its due date, and the moment from which a return is late: the end of the day due."""
        value = Period.parse(period)
        declared = self.forms[form].version_for(value)
        first, last = declared.days(value)
        due = declared.due(value, self.place)
        return [form, period, first, last, due, self.place.first_minute(due + timedelta(days=1))]

    def unit_of_path(self, file: str) -> str | None:
        """The code of the unit that a file's path names. None if it names none or several."""
        return unit_of_path(file, self.register)

    def _checks(self) -> Iterable[Check]:
        """The checks of the catalogue, and those of the forms' own rules."""
        versions = [version for form in self.forms.values() for version in reversed(list(form.versions))]
        own = {code: check for version in versions for code, check in checks_of(version).items() if code not in CHECKS}
        return (*CHECKS.values(), *own.values())

    def _units(self) -> list[dict[str, Any]]:
        compared = days_compared(self.register)
        return [
            {
                "unit": unit.unit,
                "parent": unit.parent,
                "level": unit.level,
                "position": unit.order,
                "owes_return": unit.owes_return,
                "adds_to": adds_to(self.register, unit),
                "days_compared": [{"first": first, "last": last} for first, last in sorted(compared.get(unit.unit, ()))],
                "valid_from": unit.valid_from,
                "valid_to": unit.valid_to,
                **_texts("name", unit.names),
            }
            for unit in self.register.units
        ]


def _texts(name: str, text: Any) -> dict[str, str]:
    return {f"{name}_kk": text.kk, f"{name}_ru": text.ru, f"{name}_en": text.en}


def _indicators(form: Form) -> list[dict[str, Any]]:
    return [
        {
            "form": form.code,
            "indicator": indicator.code,
            "position": position,
            **_texts("label", indicator.labels),
            **_texts("meaning", indicator.meaning),
            "table": indicator.table,
            "element": indicator.element,
            "aggregation": indicator.aggregation,
            "over_time": indicator.aggregation_over_time,
            "decimals": indicator.decimals,
        }
        for position, indicator in enumerate(form.all_indicators.values())
    ]


def _all_answers(form: Form) -> list[dict[str, Any]]:
    """The answers of all versions of a form, each as the latest version that has it declares it."""
    versions = reversed(list(form.versions))
    return list({(row["question"], row["answer"]): row for version in versions for row in _answers(version)}.values())


def _answers(form: Form) -> list[dict[str, Any]]:
    survey = form.survey
    if survey is None:
        return []
    pairs = [(question, answer) for question in survey.questions for answer in question.answers]
    return [
        {
            "form": form.code,
            "question": question.code.value,
            "answer": answer.value,
            "position": position,
            "several": question.several,
            "indicator": survey.indicator(question.code, answer),
            "base_indicator": survey.base_indicator,
        }
        for position, (question, answer) in enumerate(pairs)
    ]


def _table(rows: list[dict[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist(rows)
