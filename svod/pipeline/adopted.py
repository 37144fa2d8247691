"""Forms that were adopted: which ones the ledger names, and their definitions among the stored bytes."""

from collections.abc import Iterable

from schemas.basics.exceptions import DataDamaged
from schemas.basics.texts import Texts
from schemas.records.decision import Decision
from svod.intake.file_store import FileStore
from svod.pipeline.known_names import Adopted

TEXTS = Texts(__package__)


def adopted_hashes(decisions: Iterable[Decision]) -> list[str]:
    """The hashes of the definitions that decisions adopted, in order."""
    return [decision.details for decision in decisions if decision.kind == "adopted" and decision.details]


def adopted_forms(hashes: Iterable[str], kept: FileStore) -> tuple[Adopted, ...]:
    """The adopted forms with these hashes. Raises DataDamaged if a definition is not stored."""
    return tuple(_adopted(sha256, kept) for sha256 in hashes)


def _adopted(sha256: str, kept: FileStore) -> Adopted:
    try:
        return Adopted(sha256, kept.read(sha256))
    except FileNotFoundError as error:
        raise DataDamaged(TEXTS.fill("definition_lost", path=str(kept.path(sha256)))) from error
