"""Forms, registers and places that were adopted: which ones the ledger names, and their definitions among the stored bytes."""

from collections.abc import Iterable

from schemas.basics.exceptions import DataDamaged
from schemas.basics.texts import Texts
from schemas.records.decision import ADOPTIONS, Adoption, Decision
from svod.intake.file_store import FileStore
from svod.pipeline.known_names import Adopted

TEXTS = Texts(__package__)


def adoptions(decisions: Iterable[Decision]) -> list[Adoption]:
    """What decisions adopted, in order."""
    return [Adoption(one.kind, one.details, one.recorded_at) for one in decisions if one.kind in ADOPTIONS and one.details]


def read_adopted(adopted: Iterable[Adoption], kept: FileStore) -> tuple[Adopted, ...]:
    """The adopted forms, registers and places. Raises DataDamaged if a definition is not stored."""
    return tuple(_adopted(adoption, kept) for adoption in adopted)


def _adopted(adoption: Adoption, kept: FileStore) -> Adopted:
    try:
        return Adopted(adoption, kept.read(adoption.sha256))
    except FileNotFoundError as error:
        raise DataDamaged(TEXTS.fill("definition_lost", path=str(kept.path(adoption.sha256)))) from error
