"""The nightly flow: a run of svod/pipeline with its steps as Prefect tasks, totals and issues as artifacts."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar, TypeVarTuple

from prefect import flow, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.logging.handlers import APILogHandler
from prefect.states import Completed, Failed

from flows.run_log import logged_to
from flows.settings import Settings
from flows.workspace import language_of, open_workspace
from schemas.basics.exact import digits
from schemas.basics.exceptions import SvodError
from schemas.basics.text import Language, joined
from schemas.records.period_report import ReceivedFile
from svod.pipeline.data_folder import require_data_folder
from svod.pipeline.deadlines import empty_night
from svod.pipeline.last_run import record_run
from svod.pipeline.run import Outcome, consolidate, more_issues

# Steps that depend on disks, which may be elsewhere, and can succeed the next time. Checking always gives the same result.
_RETRIED = {"receive files", "publish snapshot"}
_RETRIES, _SECONDS_BETWEEN = 2, 10

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


@flow(name="consolidate returns", validate_parameters=False)
def consolidate_returns(data: str | None = None, files: list[str] | None = None, lang: str | None = None) -> Any:
    """Consolidate everything new under raw/, or only some files there, up to the published snapshot and its reports.

    `lang` is the language of messages; the default is that of the settings, else the first one of the place.
    """
    settings = Settings.read(data=data, lang=lang)
    require_data_folder(settings.data)
    workspace = open_workspace(settings)
    language = language_of(settings, workspace)
    try:
        with logged_to(APILogHandler(), language):
            outcome = consolidate(workspace, lambda _: files, as_task)
    except SvodError as error:
        return Failed(message=error.message.in_(language), data=error)
    show_totals(outcome, language)
    show_issues(outcome, workspace.storage.raw, language)
    if not files and not outcome.lacks_reports:
        record_run(workspace)
    remarks = () if files or outcome.due.receipts else empty_night(workspace)
    message = joined(outcome.sentence, *remarks).in_(language)
    return Completed(name=_state_name(outcome), message=message, data=outcome)


def as_task(name: str, function: Callable[[*Ts], T], /, *arguments: *Ts) -> T:
    """Call a step of the run as a Prefect task. Its arguments are in a closure because Prefect inspects those of a task."""

    @task(
        name=name,
        retries=_RETRIES if name in _RETRIED else 0,
        retry_delay_seconds=_SECONDS_BETWEEN,
        retry_condition_fn=_may_go_better,
        cache_policy=NO_CACHE,
    )
    def step() -> T:
        return function(*arguments)

    return step()


def _may_go_better(_task: object, _run: object, state: State[Any]) -> bool:
    """True if a step failed for a reason that may pass. What svod itself refuses, such as a missing raw/, it refuses again."""
    return not isinstance(state.data, SvodError)


@task(name="show totals", cache_policy=NO_CACHE)
def show_totals(outcome: Outcome, language: Language) -> None:
    """Store the totals of every period in the run as an artifact."""
    for totals in outcome.totals:
        create_table_artifact(
            key=f"totals-{totals.form}-{totals.period}".lower(),
            # Prefect's JSON has no decimals.
            table=[
                {"indicator": code, "total": digits(value) if isinstance(value, Decimal) else value}
                for code, value in totals.totals.items()
            ],
            description=totals.coverage_sentence.in_(language),
        )


@task(name="show issues", cache_policy=NO_CACHE)
def show_issues(outcome: Outcome, raw: Path, language: Language) -> None:
    """Store the issues of the run's returns as an artifact: the first of each file, then how many more it has."""
    if outcome.issues:
        rows = [row for file in outcome.files for row in _issue_rows(outcome, file, raw, language)]
        create_table_artifact(key="issues", table=rows, description=outcome.sentence.in_(language))


def _issue_rows(outcome: Outcome, file: ReceivedFile, raw: Path, language: Language) -> Iterator[dict[str, str | None]]:
    shown = outcome.issues.get(file.submission, ())
    for issue in shown:
        yield {
            "file": issue.file,
            "severity": issue.severity,
            "code": issue.code,
            "sheet": issue.sheet,
            "cell": issue.cell,
            "message": issue.message.in_(language),
        }
    if more := file.issues - len(shown):
        yield {
            "file": file.file,
            "severity": None,
            "code": None,
            "sheet": None,
            "cell": None,
            "message": more_issues(more, raw / file.file).in_(language),
        }


def _state_name(outcome: Outcome) -> str:
    if outcome.lacks_reports:
        return "CompletedWithoutReports"
    return "CompletedWithRejections" if outcome.rejected else "Completed"
