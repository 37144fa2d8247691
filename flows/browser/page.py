"""Writes the page: one HTML file that holds everything it needs, and may load nothing."""

import gzip
import json
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, timedelta
from hashlib import sha256
from importlib import metadata, resources
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

import schemas
from flows.browser.carried import Carried
from flows.browser.parts import NAMES, Parts
from schemas.basics.limits import WALL_CLOCK
from schemas.basics.text import LANGUAGES, Text
from schemas.basics.texts import Texts
from schemas.declaration.period import Period
from svod.pipeline.adopted import read_adopted
from svod.pipeline.known_names import Known, spellings_of
from svod.pipeline.workspace import Workspace

TEXTS = Texts(__package__)

_ROOT = Path(schemas.__file__).parents[1]
_PACKAGES = ("flows", "svod", "svod/reports")
"""Packages of which the page has the files themselves, without what is in their folders."""
_ROOMS = ("flows/browser", "schemas", "svod/pipeline", "svod/reading", "svod/reports/xlsx", "svod/validation")
"""Folders of which the page has everything."""
_SCRIPTS = ("fitness.js", "page.js")
_OWN_NAMES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}


def carried_from(workspace: Workspace) -> Carried:
    """What the page carries of a data folder. Places are left out: a return is checked alike in all of them."""
    adopted = read_adopted((one for one in workspace.adopted if one.kind != "place_adopted"), workspace.storage.kept)
    return Carried(limits=workspace.limits, adopted=adopted, spellings=spellings_of(workspace.storage.ledger.decisions()))


def page(carried: Carried, parts: Parts, today: date) -> str:
    """The page that checks by what it carries, made today."""
    templates = Environment(
        loader=PackageLoader(__package__, "."), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    templates.filters["say"] = _say
    scripts = {name: _part(name) for name in _SCRIPTS}
    style = _part("page.css")
    return templates.get_template("page.html").render(
        languages=_OWN_NAMES,
        words=TEXTS.group("page"),
        script_words=_in_script({name: asdict(text) for name, text in TEXTS.group("script").items()}),
        about=list(_about(carried, today)),
        region=[carried.known.units.names_of(unit) for unit in carried.known.units.topmost],
        too_old_from=too_old_from(carried.known, today),
        too_old=TEXTS.fill("too_old", day=too_old_from(carried.known, today)),
        most_milliseconds=int(carried.limits.max_seconds * WALL_CLOCK * 1000),
        most_memory=carried.limits.max_memory,
        carried=_in_script(carried.model_dump(mode="json")),
        style=style,
        scripts=list(scripts.values()),
        worker=_part("worker.js"),
        allowed=" ".join(map(_hash, scripts.values())),
        allowed_style=_hash(style),
        parts={name: _base64(parts.packed(name)) for name in NAMES} | {"svod.zip": _base64(_svod(parts))},
    )


def too_old_from(known: Known, today: date) -> date:
    """The day from which the page is too old: the first of the next period of any form, from which the form may be another."""
    ends = (Period(today.year, form.period_type).around(today).last_day for form in known.forms.values())
    return min(ends) + timedelta(days=1)


def _about(carried: Carried, today: date) -> Iterator[tuple[Text, Text]]:
    """With what the page checks, and from when on it is too old. Adopted ones have the beginning of their hash."""
    known, registers = carried.known, [one.adoption for one in carried.adopted if one.adoption.kind == "units_adopted"]
    yield TEXTS["made.program"], TEXTS.fill("version", version=metadata.version("svod"), day=today)
    for form in known.forms.values():
        version = form.version + _hashed(form.adopted)
        yield TEXTS["made.form"], TEXTS.fill("form", title=form.title, version=version)
    hashed = _hashed(registers[-1].sha256 if registers else None)
    yield TEXTS["made.register"], TEXTS.fill("units", count=len(known.units.owing), hashed=hashed)
    yield TEXTS["made.too_old"], TEXTS.fill("from_day", day=too_old_from(known, today))


def _hashed(digest: str | None) -> str:
    return f" ({digest[:8]})" if digest else ""


def _say(text: Text) -> Markup:
    """A text in every language; CSS shows the one that the reader chose."""
    return Markup().join(Markup("<span lang={}>{}</span>").format(one, text.in_(one)) for one in LANGUAGES)


def _part(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def _in_script(value: object) -> str:
    """JSON that ends no script element."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")


def _hash(text: str) -> str:
    """The name by which the page's security policy allows a script or style."""
    return f"'sha256-{_base64(sha256(text.encode()).digest())}'"


def _base64(content: bytes) -> str:
    return b64encode(content).decode()


def _svod(parts: Parts) -> bytes:
    """Svod's modules and their data, packed by gzip: compiled, or as source where a module changed since it was compiled."""
    archive = BytesIO()
    with ZipFile(archive, "w") as written:
        for file in _files():
            name, content = file.relative_to(_ROOT).as_posix(), file.read_bytes()
            if file.suffix == ".py" and (bytecode := parts.compiled(content)):
                name, content = f"{name}c", bytecode
            written.writestr(ZipInfo(name), content)
    return gzip.compress(archive.getvalue(), mtime=0)


def _files() -> Iterator[Path]:
    for package in _PACKAGES:
        yield from sorted(file for file in (_ROOT / package).iterdir() if file.is_file())
    for room in _ROOMS:
        yield from sorted(file for file in (_ROOT / room).rglob("*") if file.is_file() and file.parent.name != "__pycache__")
