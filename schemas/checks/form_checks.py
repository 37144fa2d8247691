"""The checks of a form: the catalogue, and those of its rules that have codes of the form's own."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from schemas.basics.text import LANGUAGES, Text
from schemas.basics.texts import Texts
from schemas.checks.catalogue import CHECKS
from schemas.checks.check import Check
from schemas.declaration.form import Form
from schemas.declaration.rule import ExpressionRule
from schemas.expressions.rules import BoundRule, bound_rules, own_code
from schemas.expressions.sentence import sentence
from schemas.expressions.tree import Comparison, TextValue
from schemas.records.issue import Severity

TEXTS = Texts(__package__)


@lru_cache(maxsize=256)
def checks_of(form: Form) -> Mapping[str, Check]:
    """Every check whose issues a return of the form may have, by code."""
    own = {bound.rule.check: check_of(bound, form) for bound in bound_rules(form) if own_code(bound.rule, form)}
    return {**CHECKS, **own} if own else CHECKS


@lru_cache(maxsize=4096)
def check_of(bound: BoundRule, form: Form) -> Check:
    """The check whose issues tell where a rule doesn't hold."""
    rule = bound.rule
    declared = _own_check(bound, form) if own_code(rule, form) else CHECKS[rule.check]
    if rule.message is None:
        return replace(declared, severity=_severity(rule, declared.severity))
    told = _told(bound, form)
    messages = (rule.message.in_(language).replace("{rule}", told.in_(language)) for language in LANGUAGES)
    return replace(declared, severity=_severity(rule, declared.severity), message=Text(*messages))


def _severity(rule: ExpressionRule, declared: Severity) -> Severity:
    return "info" if rule.trial else rule.severity or declared


def _told(bound: BoundRule, form: Form) -> Text:
    """The rule as a sentence. In a message braces would be places to fill in."""
    return Text(*(text.replace("{", "(").replace("}", ")") for text in sentence(bound.tree, form).all))


def _own_check(bound: BoundRule, form: Form) -> Check:
    rule = bound.rule
    severity = _severity(rule, "error")
    told = _told(bound, form)
    compares_figures = isinstance(bound.tree, Comparison) and not isinstance(bound.tree.right, TextValue)
    template = TEXTS["own.figures"] if compares_figures else TEXTS["own.rule"]
    step, explain = TEXTS.group("step")[severity], CHECKS.explain
    messages = (
        template.in_(language)
        .replace("{rule}", told.in_(language))
        .replace("{step}", step.in_(language).replace("{explain}", explain.in_(language)))
        .strip()
        for language in LANGUAGES
    )
    return Check(rule.check, severity, told, Text(*messages))
