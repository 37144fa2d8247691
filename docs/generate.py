"""Generates documents from the code: checks, data dictionary, command line, and the picture of the totals."""

import io
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.text import Text as RichText
from typer.testing import CliRunner

from flows.cli.app import run
from flows.cli.help_screen import TEXTS
from schemas.basics.limits import LIMITS
from schemas.basics.text import LANGUAGES
from schemas.checks.catalogue import CHECKS
from schemas.checks.form_checks import check_of
from schemas.declaration.rule import ExpressionRule
from schemas.expressions.parse import parse
from schemas.expressions.rules import bound_rules
from schemas.expressions.sentence import sentence
from schemas.expressions.tree import compiled
from schemas.forms import forms
from svod.pipeline.run import consolidate
from svod.pipeline.workspace import Workspace
from svod.warehouse.catalogue import macros, relations

FOLDER = Path(__file__).parent


def checks() -> str:
    """The catalogue of checks."""
    lines = [
        "# Checks",
        "",
        "A return with an *error* is rejected. One with a *query* is accepted, but the query needs an explanation. An *info* "
        "is for the record. In the rows of a sheet that reports nothing (explanations) errors become queries. Placeholders in "
        "braces are filled in. The checks of submission, history, region and content compare returns with each other: only "
        "a run finds their issues, because `svod check` sees one file alone.",
    ]
    for check in CHECKS.values():
        lines += ["", f"## {check.code}", "", f"*{check.severity}*: {check.title.en} · {check.title.kk} · {check.title.ru}", ""]
        lines += [f"- {language}: {check.message.in_(language)}" for language in LANGUAGES]
    for form in forms().values():
        lines += ["", f"## Rules of {form.code}", "", f"{form.title.en}. [How rules are written](rules.md)."]
        for bound in bound_rules(form):
            check, told = check_of(bound, form), sentence(bound.tree, form)
            lines += ["", f"`{bound.rule.expression}` · {check.code} · *{check.severity}*", ""]
            lines += [f"- {language}: {told.in_(language)}" for language in LANGUAGES]
    return "\n".join(lines) + "\n"


def expressions() -> str:
    """The expressions of labour12's rules with their trees, so that no check of a return has to parse them."""
    rules = (rule for rule in forms()["labour12"].rules if isinstance(rule, ExpressionRule))
    return "".join(f"{rule.expression}\t{compiled(parse(rule.expression))}\n" for rule in rules)


def dictionary() -> str:
    """The published relations and their columns with their comments."""
    with tempfile.TemporaryDirectory() as root, sample_workspace(Path(root)).warehouse.reader() as snapshot:
        described = [*relations(snapshot), *macros(snapshot)]
    lines = [
        "# Data dictionary",
        "",
        "The relations of `data/warehouse/svod.duckdb`, with the comments in the database. A moment is shown in the session's "
        "time zone (`set TimeZone`). Days and deadlines are those of [the place](your-place.md), without one in Asia/Almaty.",
    ]
    for relation in described:
        lines += ["", f"## {relation.published_name}", "", relation.comment]
        if relation.columns:
            lines += ["", "| column | type | meaning |", "|---|---|---|"]
        lines += [f"| {column.name} | {column.type} | {column.comment.replace('|', '·')} |" for column in relation.columns]
    return "\n".join(lines) + "\n"


def command_line() -> str:
    """The help of every command, in English."""
    lines = [
        "# Command line",
        "",
        "| exit code | meaning |",
        "|---|---|",
        "| 0 | Done. A run that rejected returns has done its work; listings such as `status`, `issues`, `diff` and `rehearse` "
        "answer with what they found. |",
        "| 1 | The answer is no, or it can't be done now. A return that is checked, marked or submitted is rejected (`check`, "
        "`feedback`, `submit`); a form, register or place has mistakes; two forms differ (`form diff`), a warehouse is not "
        "what the ledger gives (`rebuild --verify`), something is damaged (`verify`); a report was not written (`run`); a "
        "decision is not allowed, a query refused, another run is writing, nothing is published yet, the disk is full. |",
        "| 2 | Wrong use: an unknown command, option, value, name, period or setting, a path that can't be opened, a folder "
        "that is no data folder. |",
        "| 130 | Interrupted by Ctrl+C. |",
        "",
        "`--data`, `--lang` and `--verbose` may stand before or after the command. `svod help COMMAND` and `-h` show its help. "
        "`svod completion bash`, `zsh` or `fish` prints the script by which the shell completes commands and options: "
        '`eval "$(svod completion bash)"` in `~/.bashrc`.',
    ]
    for command in ("", *TEXTS.group("command")):
        name = f"svod {command}".strip()
        lines += ["", f"## {name}", "", "```text", _help(command), "```"]
    return "\n".join(lines) + "\n"


def picture() -> str:
    """A picture of the sample's totals on a terminal."""
    with tempfile.TemporaryDirectory() as root:
        sample_workspace(Path(root))
        printed = _svod("--lang", "en", "--data", root, "totals")
    console = Console(record=True, width=80, file=io.StringIO())
    console.print(RichText("$ svod totals\n" + "\n".join(printed.splitlines()[:30])))
    return console.export_svg(title="svod", unique_id="svod")


def sample_workspace(root: Path) -> Workspace:
    """A workspace with the sample loaded and published, without Prefect and reports."""
    _svod("--data", str(root), "sample")
    workspace = replace(Workspace.on_this_machine(root, 1, LIMITS), renderers=())
    consolidate(workspace)
    return workspace


def _help(command: str) -> str:
    printed = _svod(*command.split(), "--help")
    return "\n".join(line.rstrip() for line in printed.strip().splitlines())


def _svod(*words: str) -> str:
    """The output of a command in English on a terminal of 80 columns."""
    with CliRunner().isolation(env={"SVOD_LANG": "en", "SVOD_DATA": None}) as (stdout, _, _):
        if code := run(words):
            raise RuntimeError(f"svod {' '.join(words)} ended with {code}")
        sys.stdout.flush()
        return stdout.getvalue().decode()


DOCUMENTS: dict[str, Callable[[], str]] = {
    "checks.md": checks,
    "dictionary.md": dictionary,
    "cli.md": command_line,
    "totals.svg": picture,
    "../schemas/forms/labour12/expressions.tsv": expressions,
}


def main() -> None:
    """Write all documents."""
    for name, make in DOCUMENTS.items():
        (FOLDER / name).write_text(make(), encoding="utf-8")


if __name__ == "__main__":
    main()
