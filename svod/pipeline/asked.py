"""The form, period and moment that a question or decision is about."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from schemas.basics.text import Text
from schemas.basics.texts import Texts
from schemas.declaration.form import Form
from schemas.declaration.period import Period
from svod.pipeline.known_names import Known
from svod.pipeline.workspace import Workspace
from svod.warehouse.reader import Snapshot

TEXTS = Texts(__package__)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user asked about: a form, a period and a unit, if named, and a moment. A unit is named by its code or name.

    `note` is called with a sentence on which form was taken if there are several and none is named.
    """

    note: Callable[[Text], None]
    form: str | None = None
    period: str | None = None
    moment: datetime | None = None
    unit: str | None = None

    def to_read(self, known: Known, snapshot: Snapshot) -> tuple[Form, str]:
        """The form and period to show. Default: the form received last, and its latest period."""
        return self._named(known.form(self.form or self._received_last(known, snapshot)), snapshot)

    def units(self, known: Known) -> tuple[str, ...]:
        """The code of the unit that is named, else those of the topmost units. Raises UnknownName."""
        return known.units.topmost if self.unit is None else (known.any_unit(self.unit),)

    def to_decide(self, workspace: Workspace) -> tuple[Form, str]:
        """The form and period of a decision. If there are several forms, one must be named. Raises UnknownName."""
        with workspace.warehouse.reader() as snapshot:
            return self._named(workspace.known.form(self.form), snapshot)

    def _named(self, form: Form, snapshot: Snapshot) -> tuple[Form, str]:
        """The version of the form that holds for the period."""
        period = Period.parse(snapshot.latest_period(form.code) if self.period is None else self.period)
        return form.version_for(period), str(period)

    def _received_last(self, known: Known, snapshot: Snapshot) -> str | None:
        """The form of the latest receipt, if there are several forms and something was received."""
        latest = snapshot.latest_form(known.forms) if len(known.forms) > 1 else None
        if latest is not None:
            others = sorted(known.forms.keys() - {latest})
            self.note(TEXTS.fill("received_last", form=latest, others=others))
        return latest
