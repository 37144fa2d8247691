"""Reads svod.toml, where a user keeps settings beside the data."""

import re
import tomllib
from pathlib import Path

from schemas.basics.exceptions import WrongSetting
from schemas.basics.texts import Texts

FILE = Path("svod.toml")
TEXTS = Texts("flows")
# "Invalid value (at line 3, column 8)"; an error at the end of the document names no line
_LINE = re.compile(r"\(at line (\d+), ")


def settings_in_file() -> dict[str, object]:
    """Return what svod.toml in the working directory sets. Raises WrongSetting with the line that is no TOML."""
    try:
        return tomllib.loads(FILE.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise WrongSetting(TEXTS.fill("not_toml", line=line)) from error
    except tomllib.TOMLDecodeError as error:
        named = _LINE.search(str(error))
        line = int(named[1]) if named else FILE.read_bytes().count(b"\n") + 1
        raise WrongSetting(TEXTS.fill("not_toml", line=line)) from error
