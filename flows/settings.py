"""Settings: environment variables over svod.toml over defaults, which fit a regional office with one machine."""

import json
import os
import re
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Self

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_core import ErrorDetails, PydanticCustomError
from pydantic_settings import BaseSettings, InitSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict
from typing_extensions import override

from flows.settings_file import FILE, settings_in_file
from schemas.basics.exceptions import WrongSetting
from schemas.basics.limits import Limits
from schemas.basics.text import Language, Text, fill
from schemas.basics.texts import Texts

TEXTS = Texts("flows")
_PREFIX = "SVOD_"
_SHORT_FORMS = frozenset(("@hourly", "@daily", "@midnight", "@weekly", "@monthly", "@yearly", "@annually"))
# cronsim also accepts the last working day of a month (LW) and its last Friday (5L).
_UNKNOWN_TO_PREFECT = re.compile(r"LW|\dL", re.IGNORECASE)


class Settings(Limits, BaseSettings):
    """All settings. `lang` is set by the variable SVOD_LANG, or by `lang` in svod.toml."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, env_ignore_empty=True, allow_inf_nan=False)

    data: Path = Field(Path("data"), description="folder with raw/, kept/, warehouse/ and reports/")
    lang: Language | None = Field(None, description="language of messages: kk, ru or en")
    schedule: str = Field("0 2 * * *", description="cron expression of the nightly run, in local time")
    workers: int = Field(default_factory=lambda: min(4, os.cpu_count() or 1), ge=1, le=64, description="worker processes")
    lock_wait: float = Field(60, ge=0, description="seconds to wait for another run to end")
    small: int | None = Field(
        None, ge=2, description="units' sensitive counts from 1 to below this are hidden in reports and exports"
    )
    licence: str | None = Field(
        None, pattern=r"^[-a-zA-Z0-9._]+$", description="licence of what svod export writes, such as CC-BY-4.0"
    )
    send_to: str | None = Field(None, description="where units send their returns, as blanks say it: an address, a room")
    desk_url: str | None = Field(None, description="public address of svod desk, as links have it and blanks say it")
    desk_port: int = Field(8180, ge=1, le=65535, description="port on which svod desk listens on this machine")
    sql_token: SecretStr | None = Field(None, description="secret that analysts give to svod serve-sql")

    @field_validator("desk_url")
    @classmethod
    def _has_no_path(cls, address: str | None) -> str | None:
        if address is None:
            return None
        if not re.fullmatch(r"https?://[^\s/]+/?", address):
            raise PydanticCustomError("address", "not an address without a path")
        return address.rstrip("/")

    @field_validator("schedule")
    @classmethod
    def _comes_round(cls, schedule: str) -> str:
        """Refuse what Prefect would refuse, without the seconds to import it, and days that never come, such as 31 February."""
        from cronsim import CronSim, CronSimError

        from schemas.basics.clock import now

        if schedule in _SHORT_FORMS:
            return schedule
        try:
            next(CronSim(schedule, now()))
        except (CronSimError, StopIteration) as error:
            raise PydanticCustomError("cron", "not a cron expression, or one for a day that never comes") from error
        if len(schedule.split()) != 5 or _UNKNOWN_TO_PREFECT.search(schedule):
            raise PydanticCustomError("cron", "not a cron expression that Prefect accepts")
        return schedule

    @property
    def limits(self) -> Limits:
        """The settings that limit what is read of a workbook."""
        return Limits(**{name: getattr(self, name) for name in Limits.model_fields})

    def as_toml(self) -> str:
        """The settings that were given, as svod.toml has them: without secrets and without the data folder."""
        secret = {name for name in self.model_fields_set if isinstance(getattr(self, name), SecretStr)}
        given = self.model_dump(mode="json", include=self.model_fields_set - secret - {"data"})
        return "".join(f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in sorted(given.items()))

    @override
    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The sources of settings, the strongest first."""
        return init_settings, env_settings, InitSettingsSource(settings_cls, settings_in_file())

    @classmethod
    def read(cls, **options: Any) -> Self:
        """Read the settings. Options that are None are not set. Raises WrongSetting with the variable or key."""
        given = {name: value for name, value in options.items() if value is not None}
        try:
            return cls(**given)
        except ValidationError as error:
            raise WrongSetting(_sentence(error.errors(include_url=False)[0], given)) from error


def _sentence(error: ErrorDetails, options: dict[str, Any]) -> Text:
    """A sentence with the setting, its value and what is expected. It is chosen by the type of pydantic's error."""
    setting = str(error["loc"][0])
    if error["type"] == "extra_forbidden":
        return _unknown(setting)
    expected = TEXTS.group("expected")
    # int_parsing, int_type and int_from_float all expect a whole number.
    kind = error["type"] if error["type"] in expected else error["type"].partition("_")[0]
    value = "***" if setting == "sql_token" else str(error["input"])
    place = setting if setting in options else _place(setting)
    return TEXTS.fill("wrong", place=place, value=value, expected=fill(expected[kind], error.get("ctx", {})))


def _place(setting: str) -> str:
    """Where a setting is set: SVOD_LANG, or "svod.toml, lang"."""
    variable = f"{_PREFIX}{setting}".upper()
    return variable if variable in {name.upper() for name, value in os.environ.items() if value} else f"{FILE}, {setting}"


def _unknown(setting: str) -> Text:
    similar = get_close_matches(setting.lower().removeprefix(_PREFIX.lower()), Settings.model_fields, n=1)
    return TEXTS.fill("unknown_near", setting=setting, near=similar) if similar else TEXTS.fill("unknown", setting=setting)
