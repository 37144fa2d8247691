"""Links that let people in: made for a unit or a head, revoked, and known again by the secret in them."""

import secrets
from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha256
from threading import Lock

from schemas.basics.exceptions import UnknownName
from schemas.basics.texts import Texts
from schemas.records.door_link import DoorLink
from schemas.records.sent_file import SentFile
from svod.intake.followed import FollowedLedger
from svod.intake.ledger import linked, unlinked
from svod.pipeline.workspace import Workspace

TEXTS = Texts(__package__)

_SECRET_BYTES = 24


def make_link(workspace: Workspace, unit: str | None, name: str | None, days: int, by: str) -> tuple[str, DoorLink]:
    """Make a link to the page of a unit, or to the head's page in a name. Returns its secret, which is stored nowhere, too."""
    storage, secret = workspace.storage, secrets.token_urlsafe(_SECRET_BYTES)
    link = DoorLink(_hash(secret), unit, name, workspace.now() + timedelta(days=days))
    with storage.ledger.lock.held():
        state = storage.ledger.read()
        storage.require_raw(state)
        storage.ledger.add(state, [linked(link, by, workspace.now())])
    return secret, link


def revoke_links(workspace: Workspace, unit: str | None, name: str | None, by: str) -> Sequence[DoorLink]:
    """Revoke all links of a unit, or of a head by name. Raises UnknownName if there is none."""
    ledger = workspace.storage.ledger
    with ledger.lock.held():
        state = ledger.read()
        links = [link for link in state.links.values() if (link.unit, link.name) == (unit, name)]
        if not links:
            raise UnknownName(TEXTS.fill("no_link", name=unit or name))
        ledger.add(state, [unlinked(link, by, workspace.now()) for link in links])
    return links


class Entrance:
    """Who is let in, and what they left that isn't loaded yet. Kept for as long as pages are served, for several threads."""

    def __init__(self, workspace: Workspace) -> None:
        self._ledger = FollowedLedger(workspace.storage.ledger)
        self._lock = Lock()

    def waiting(self, unit: str, loaded: int) -> Sequence[SentFile]:
        """The files that came through a unit's door after the newest receipt that is loaded, the newest first."""
        with self._lock:
            receipts = [one for one in self._ledger.state().deliveries.values() if one.submission > loaded]
        own = [one for one in receipts if one.door_unit == unit]
        return [SentFile(one.submission, one.file, one.sha256, one.received_at) for one in reversed(own)]

    def link(self, secret: str) -> DoorLink | None:
        """The link with a secret, also if it has expired. None if it was revoked or never made."""
        with self._lock:
            return self._ledger.state().links.get(_hash(secret))


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
