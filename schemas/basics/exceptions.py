"""Errors that stop svod. A fact about a return is an Issue, not an exception.

SvodError
├── UnknownName         a form, period, unit or file that the user named doesn't exist
├── WarehouseLocked     another run is writing
├── NothingPublished    there is no snapshot yet
├── DataDamaged         the ledger, stored bytes or a warehouse file are lost, damaged, or don't belong together
├── DiskFull            the disk, or the user's share of it, has no space left
├── QueryRefused        SQL that the snapshot doesn't answer
├── WrongSetting        an environment variable or a line of svod.toml that is not valid
├── NoServer            no Prefect server for a schedule, or no SQL server for the snapshot
├── NothingSaid         a reason, name or text that the user must give is blank
└── NotAllowed          a decision that is not possible in the state of the period or return
"""

from schemas.basics.text import Text


class SvodError(Exception):
    """Base class. The message says what to do, in three languages."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message

    def __reduce__(self) -> tuple[type["SvodError"], tuple[Text]]:
        """Send it to another process."""
        return type(self), (self.message,)


class UnknownName(SvodError):
    """A form, period, unit or file that the user named doesn't exist."""


class WarehouseLocked(SvodError):
    """Another run is writing the warehouse."""


class NothingPublished(SvodError):
    """There is no snapshot yet."""


class DataDamaged(SvodError):
    """The ledger, kept bytes or a file of the warehouse are lost or damaged, or they don't belong together."""


class DiskFull(SvodError):
    """The disk, or the user's share of it, has no space left."""


class QueryRefused(SvodError):
    """SQL that is wrong, writes, or reaches outside the snapshot."""


class WrongSetting(SvodError):
    """An environment variable or a line of svod.toml is not valid."""


class NoServer(SvodError):
    """A schedule needs a Prefect server, or remote SQL an SQL server, and there is none."""


class NothingSaid(SvodError):
    """A reason, name or text that the user must give is blank."""


class NotAllowed(SvodError):
    """A decision that is not possible in the state of the period, return or name."""
