"""Settings, from environment variables. Each has a default that fits one regional office on one machine."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Self

from pydantic import Field, SecretStr, ValidationError

from schemas.basics.exceptions import WrongSetting
from schemas.basics.limits import Limits
from schemas.basics.text import Language, Text

if TYPE_CHECKING:
    from svod.workers.executor import Executor


class Settings(Limits):
    """What a user may set. The variable's name is SVOD_ and the field's name in capitals."""

    data: Path = Field(Path("data"), description="folder with raw/, warehouse/ and what is made")
    lang: Language = Field("kk", description="language of messages: kk, ru or en")
    schedule: str = Field("0 2 * * *", min_length=1, description="cron of the nightly run, in Asia/Almaty's time")
    workers: int = Field(default_factory=lambda: min(4, os.cpu_count() or 1), ge=1, le=64, description="worker processes")
    lock_wait: float = Field(60, ge=0, description="seconds to wait for another run to end")
    small: int | None = Field(
        None, ge=2, description="sensitive counts by unit below this are left out of the page and exports"
    )
    licence: str | None = Field(None, pattern=r"^[-a-zA-Z0-9._]+$", description="licence of what svod export writes: CC-BY-4.0")
    sql_token: SecretStr | None = Field(None, description="what analysts show to svod serve-sql")

    @property
    def limits(self) -> Limits:
        """Those of the settings that say how much of a workbook is read."""
        return Limits(**{name: getattr(self, name) for name in Limits.model_fields})

    @property
    def executor(self) -> "Executor":
        """Where files are checked: in processes of this machine."""
        from svod.workers.pool import LocalProcesses

        return LocalProcesses(self.workers, self.limits)

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> Self:
        """The settings that an environment gives. Raises WrongSetting naming the variable."""
        named = {name: environment.get(f"SVOD_{name.upper()}") for name in cls.model_fields}
        try:
            return cls.model_validate({name: value for name, value in named.items() if value})
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            variable, value = f"SVOD_{first['loc'][0]}".upper(), first["input"]
            raise WrongSetting(
                Text(
                    f"{variable} айнымалысының мәні «{value}» дұрыс емес: {first['msg']}",
                    f"Неверное значение переменной {variable}: «{value}» ({first['msg']})",
                    f"The variable {variable} has the wrong value “{value}”: {first['msg']}",
                )
            ) from error
