"""What people decide about returns: each act is checked against what is known, kept in the ledger, and takes effect at once."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from schemas.basics.clock import now
from schemas.basics.exceptions import NotAllowed, NothingSaid, UnknownName
from schemas.basics.text import Text, fill
from schemas.declaration.form import Form
from schemas.declaration.spelling import Spelling
from schemas.language.name_key import key
from schemas.records.decision import Event, EventKind
from schemas.records.period_report import FoundIssue, UnitStatus
from schemas.records.submission import SUBMISSION_STATUSES
from schemas.records.total import RegionalTotals
from svod.intake.ledger import Ledger, decided
from svod.pipeline.data_folder import Folders
from svod.pipeline.known_names import can_mean, meaning, named_unit, spellings_of
from svod.pipeline.load import reference
from svod.pipeline.run import settle
from svod.warehouse.reader import Snapshot, SubmissionOf

_RESTORABLE = ("withdrawn",)
_WITHDRAWABLE = ("accepted", "superseded", "unchanged", "after_closing")
_NAMELESS = Text(
    "Кім шешкені жазылмаған. Есімін жазыңыз.",
    "Не указано, кто это решил. Напишите имя.",
    "The name of who decides is blank. Write a name.",
)
_WITHOUT_REASON = Text(
    "Себебі немесе түсіндірмесі жазылмаған. Неге олай шешілгенін сөзбен жазыңыз.",
    "Не указана причина или пояснение. Напишите словами, почему так решено.",
    "The reason or explanation is blank. Write in words why it is so.",
)
_WAIVED_WITHOUT_REASON = Text(
    "Есебін күтпей жабу үшін себебі керек: --waive АУДАН --reason …",
    "Чтобы закрыть период, не дожидаясь района, нужна причина: --waive РАЙОН --reason …",
    "A unit is waived only for a reason: --waive UNIT --reason …",
)
_NOT_APPLICABLE = Text(
    "{unit}: бұл әрекетті қолдануға болатын нұсқа жоқ. Нұсқалар: {listed}",
    "{unit}: нет редакции, к которой это применимо. Редакции: {listed}",
    "{unit}: there is no revision that this applies to. Revisions: {listed}",
)
_NAMELESS_SPELLING = Text(
    "Жазылуы бос: есепте қалай жазылғанын көрсетіңіз, кемінде бір әріп не цифр болуы керек.",
    "Написание пусто: укажите, как написано в отчёте, хотя бы одной буквой или цифрой.",
    "The spelling is blank: give it as it is written in the return, with a letter or a digit at least.",
)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts and why. Raises NothingSaid where either is there but blank."""

    by: str
    reason: str | None

    def __post_init__(self) -> None:
        if _is_blank(self.by):
            raise NothingSaid(_NAMELESS)
        if self.reason is not None and _is_blank(self.reason):
            raise NothingSaid(_WITHOUT_REASON)


@dataclass(frozen=True, slots=True)
class Return:
    """What a unit owes for one form and period."""

    form: Form
    period: str
    unit: str


def close(folders: Folders, form: Form, period: str, waived: Collection[str], actor: Actor) -> None:
    """Close a period: its figures are final. Raises NotAllowed where a unit that isn't waived stands in the way."""
    if waived and actor.reason is None:
        raise NothingSaid(_WAIVED_WITHOUT_REASON)
    with Snapshot(folders.snapshot) as snapshot:
        regions = snapshot.totals(form.code, period)
        units = snapshot.completeness(form.code, period)
    if regions[0].state == "final":
        raise NotAllowed(_closed(period))
    for unit in waived:
        named_unit(unit)
    left = [unit for unit in units if unit.unit not in waived and (unit.revision is None or unit.queries)]
    if left:
        raise NotAllowed(_stands_in_the_way(left))
    details = {
        "waived": sorted(waived),
        **_closed_with(regions),
        "rules": reference().fingerprint,
        "version": version("svod"),
    }
    said = json.dumps(details, ensure_ascii=False)
    _record(folders, "closed", actor, {"form": form.code, "period": period, "details": said})


def reopen(folders: Folders, form: Form, period: str, actor: Actor) -> None:
    """Open a closed period again: what came after closing counts. Raises NotAllowed where it isn't closed."""
    with Snapshot(folders.snapshot) as snapshot:
        if snapshot.state(form.code, period) != "final":
            raise NotAllowed(
                Text(
                    f"{period} кезеңі жабылмаған, сондықтан қайта ашылмайды.",
                    f"Период {period} не закрыт, открывать его заново не нужно.",
                    f"The period {period} is not closed, so it can't be reopened.",
                )
            )
    _record(folders, "reopened", actor, {"form": form.code, "period": period})


def withdraw(folders: Folders, of: Return, revision: int | None, actor: Actor) -> SubmissionOf:
    """Take a revision, the current one unless another is named, out of the figures."""
    return _on_revision(folders, of, revision, "withdrawn", actor)


def restore(folders: Folders, of: Return, revision: int | None, actor: Actor) -> SubmissionOf:
    """Take the withdrawal of a revision back, of the latest one withdrawn unless another is named."""
    return _on_revision(folders, of, revision, "restored", actor)


def current_revision(folders: Folders, of: Return) -> int | None:
    """The revision that counts; None where none does."""
    with Snapshot(folders.snapshot) as snapshot:
        sent = snapshot.submissions(of.form.code, of.period, named_unit(of.unit))
    return next((one.revision for one in sent if one.status == "accepted"), None)


def answer(folders: Folders, of: Return, code: str, cell: str, actor: Actor) -> Sequence[FoundIssue]:
    """Explain the open queries of a current return that a check's code and a cell name; the actor's reason explains them."""
    known = of.form.code, of.period, named_unit(of.unit)
    with Snapshot(folders.snapshot) as snapshot:
        found = snapshot.queries_at(*known, code, cell)
        left = snapshot.open_queries(*known)
    if not found:
        listed = "; ".join(f"{one.code} {one.cell or '-'}" for one in left) or "–"
        raise UnknownName(
            Text(
                f"{of.unit}: «{code} {cell}» деген ашық сұрату жоқ. Ашық сұратулар: {listed}",
                f"{of.unit}: нет открытого вопроса «{code} {cell}». Открыты: {listed}",
                f"{of.unit}: there is no open query “{code} {cell}”. Open ones: {listed}",
            )
        )
    about = [
        {"submission": one.submission, "code": one.code, "sheet": one.sheet, "cell": one.cell, "value": one.value}
        for one in found
    ]
    _record(folders, "answered", actor, *(_about(of) | one for one in about))
    return found


def accept_spelling(folders: Folders, spelling: Spelling, actor: Actor) -> None:
    """Accept one more way in which a name is written. Raises NotAllowed where it means something already, or never could."""
    if not key(spelling.text):
        raise NothingSaid(_NAMELESS_SPELLING)
    accepted = spellings_of(Ledger(folders.ledger).events())
    known = meaning(spelling, accepted)
    if known is not None:
        raise NotAllowed(
            Text(
                f"«{spelling.text}» деген жазылу бұрыннан белгілі: {known}.",
                f"Написание «{spelling.text}» уже известно: {known}.",
                f"The spelling “{spelling.text}” is known already: {known}.",
            )
        )
    if not can_mean(spelling, accepted):
        raise NotAllowed(
            Text(
                f"«{spelling.text}» деп {spelling.target} танылмайды: онда атаудың өзі жоқ немесе ол басқаның атауы.",
                f"Написание «{spelling.text}» не может значить {spelling.target}: в нём нет названия, или оно чужое.",
                f"“{spelling.text}” can't be read as {spelling.target}: it holds no name, or the name of another.",
            )
        )
    about = {"form": spelling.form, "code": spelling.kind, "details": spelling.target, "value": spelling.text}
    _record(folders, "spelling", actor, about)


def _is_blank(text: str) -> bool:
    return not any(char.isprintable() and not char.isspace() for char in text)


def _on_revision(folders: Folders, of: Return, revision: int | None, kind: EventKind, actor: Actor) -> SubmissionOf:
    statuses = _WITHDRAWABLE if kind == "withdrawn" else _RESTORABLE
    with Snapshot(folders.snapshot) as snapshot:
        if snapshot.state(of.form.code, of.period) == "final":
            raise NotAllowed(_closed(of.period))
        sent = snapshot.submissions(of.form.code, of.period, named_unit(of.unit))
    fitting = [one for one in sent if one.status in statuses and revision in (None, one.revision)]
    if not fitting:
        raise NotAllowed(fill(_NOT_APPLICABLE, {"unit": of.unit, "listed": listed_revisions(sent)}))
    current = [one for one in fitting if one.status == "accepted"]
    chosen = (current or fitting)[-1]
    _record(folders, kind, actor, _about(of) | {"submission": chosen.submission})
    return chosen


def listed_revisions(sent: Sequence[SubmissionOf]) -> Sequence[Text] | str:
    """Revisions with what became of them."""
    return [Text(*(f"{one.revision} ({status})" for status in SUBMISSION_STATUSES[one.status].all)) for one in sent] or "–"


def _about(of: Return) -> dict[str, Any]:
    return {"form": of.form.code, "period": of.period, "unit": of.unit}


def _record(folders: Folders, kind: EventKind, actor: Actor, *about: dict[str, Any]) -> None:
    """Keep an event for each thing that the act is about, and let them take effect."""
    ledger = Ledger(folders.ledger)
    first = ledger.read().events + 1
    ledger.add(
        decided(Event(event=number, kind=kind, recorded_at=now(), by=actor.by, reason=actor.reason, **one))
        for number, one in enumerate(about, first)
    )
    settle(folders)


def _closed_with(regions: Sequence[RegionalTotals]) -> dict[str, Any]:
    """The figures that a closing keeps: of one region as they are, of several by their codes."""
    kept = {one.region: {"coverage": one.coverage.model_dump(), "totals": one.totals} for one in regions}
    return next(iter(kept.values())) if len(kept) == 1 else {"regions": kept}


def _closed(period: str) -> Text:
    return Text(
        f"{period} кезеңі жабылған. Алдымен оны қайта ашыңыз: svod reopen --reason …",
        f"Период {period} закрыт. Сначала откройте его заново: svod reopen --reason …",
        f"The period {period} is closed. Reopen it first: svod reopen --reason …",
    )


def _stands_in_the_way(units: Sequence[UnitStatus]) -> Text:
    missing = [unit for unit in units if unit.revision is None]
    queried = [unit for unit in units if unit.revision is not None]
    parts = [
        Text(
            f"есебі жоқ: {_names(missing, 0)}",
            f"нет отчёта: {_names(missing, 1)}",
            f"no return: {_names(missing, 2)}",
        )
        if missing
        else None,
        Text(
            f"ашық сұратулары бар: {_names(queried, 0)}",
            f"есть открытые вопросы: {_names(queried, 1)}",
            f"queries open: {_names(queried, 2)}",
        )
        if queried
        else None,
    ]
    kk, ru, en = map("; ".join, zip(*[part.all for part in parts if part], strict=True))
    return Text(
        f"Кезең жабылмады – {kk}. Соған қарамастан жабу үшін: --waive АУДАН --reason …",
        f"Период не закрыт — {ru}. Чтобы закрыть всё равно: --waive РАЙОН --reason …",
        f"The period was not closed: {en}. To close it all the same: --waive UNIT --reason …",
    )


def _names(units: Sequence[UnitStatus], language: int) -> str:
    return ", ".join(f"{unit.name.all[language]} ({unit.unit})" for unit in units)
