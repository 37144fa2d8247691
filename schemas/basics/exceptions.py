"""What stops svod itself. A fact about a return is an Issue, not an exception.

SvodError
├── UnknownName         a form, period, unit or file that a user named is not there
├── WarehouseLocked     another run is writing
├── NothingPublished    no snapshot yet
├── QueryRefused        SQL that the snapshot does not answer
├── WrongSetting        an environment variable or a line of svod.toml that can't be understood
├── NoServer            no Prefect server to keep a schedule, no SQL server to serve the snapshot
├── NothingSaid         a reason, name or text that a user has to give is blank
└── NotAllowed          a decision that the state of a period or return does not allow
"""

from schemas.basics.text import Text


class SvodError(Exception):
    """Base class; the message says what to do, in three languages."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


class UnknownName(SvodError):
    """A form, period, unit or file that a user named is not there."""


class WarehouseLocked(SvodError):
    """Another run is writing the warehouse."""


class NothingPublished(SvodError):
    """There is no snapshot to read yet."""


class QueryRefused(SvodError):
    """SQL that is wrong, or that would write or reach outside the snapshot."""


class WrongSetting(SvodError):
    """An environment variable or a line of svod.toml can't be understood."""


class NoServer(SvodError):
    """A schedule needs a Prefect server, remote SQL an SQL server, and there is none."""


class NothingSaid(SvodError):
    """A reason, name or text that a user has to give is blank."""


class NotAllowed(SvodError):
    """A decision that the state of a period, a return or a name does not allow."""
