"""Reads svod.toml, the settings that a user keeps beside the data."""

import re
import tomllib
from pathlib import Path

from schemas.basics.exceptions import WrongSetting
from schemas.basics.texts import Texts

FILE = Path("svod.toml")
TEXTS = Texts("flows")
# "Invalid value (at line 3, column 8)" gives 3. An error at the end of the document has no line.
_LINE = re.compile(r"\(at line (\d+), ")


def settings_in_file() -> dict[str, object]:
    """Return the settings in svod.toml of the working directory. Raises WrongSetting with the line that isn't TOML."""
    try:
        return tomllib.loads(FILE.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise WrongSetting(TEXTS.fill("not_toml", line=line)) from error
    except tomllib.TOMLDecodeError as error:
        match = _LINE.search(str(error))
        line = int(match[1]) if match else FILE.read_bytes().count(b"\n") + 1
        raise WrongSetting(TEXTS.fill("not_toml", line=line)) from error
