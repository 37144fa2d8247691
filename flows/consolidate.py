"""The nightly flow: the run of svod/pipeline, its steps as tasks, what it found as artifacts."""

from collections.abc import Callable
from typing import Any, TypeVar, TypeVarTuple

from prefect import flow, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.logging.handlers import APILogHandler
from prefect.states import Completed, Failed

from flows.run_log import logged_to
from flows.settings import Settings
from flows.workspace import open_workspace
from schemas.basics.exceptions import SvodError
from schemas.basics.text import Language
from svod.pipeline.run import Outcome, consolidate

# What may pass when it is tried again: a file on a disk elsewhere. Checking and loading give the same result every time.
_RETRIED = {"receive files", "publish snapshot"}
_RETRIES, _SECONDS_BETWEEN = 2, 10

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


@flow(name="consolidate returns", validate_parameters=False)
def consolidate_returns(data: str | None = None, files: list[str] | None = None, lang: str | None = None) -> Any:
    """Everything new under raw/ of the data folder, or only some files there, to the published snapshot and its reports.

    `lang` is the language of messages, else that of the settings.
    """
    settings = Settings.read(data=data, lang=lang)
    try:
        with logged_to(APILogHandler(), settings.lang):
            found = consolidate(open_workspace(settings), lambda _: files, as_task)
    except SvodError as error:
        return Failed(message=error.message.in_(settings.lang), data=error)
    show_totals(found, settings.lang)
    show_issues(found, settings.lang)
    return Completed(name=_state_name(found), message=found.sentence.in_(settings.lang), data=found)


def as_task(name: str, function: Callable[[*Ts], T], /, *arguments: *Ts) -> T:
    """Call a step of the run as a task. Prefect looks into a task's arguments, so those of the step are kept from it."""

    @task(
        name=name,
        retries=_RETRIES if name in _RETRIED else 0,
        retry_delay_seconds=_SECONDS_BETWEEN,
        cache_policy=NO_CACHE,
    )
    def step() -> T:
        return function(*arguments)

    return step()


@task(name="show totals", cache_policy=NO_CACHE)
def show_totals(found: Outcome, language: Language) -> None:
    """Keep the totals of every period that the run touched as an artifact."""
    for totals in found.totals:
        create_table_artifact(
            key=f"totals-{totals.form}-{totals.period}".lower(),
            table=[{"indicator": code, "total": value} for code, value in totals.totals.items()],
            description=totals.coverage_sentence.in_(language),
        )


@task(name="show issues", cache_policy=NO_CACHE)
def show_issues(found: Outcome, language: Language) -> None:
    """Keep what was found in the run's returns as an artifact."""
    if found.issues:
        create_table_artifact(
            key="issues",
            table=[
                {
                    "file": issue.file,
                    "severity": issue.severity,
                    "code": issue.code,
                    "sheet": issue.sheet,
                    "cell": issue.cell,
                    "message": issue.message.in_(language),
                }
                for issue in found.issues
            ],
            description=found.sentence.in_(language),
        )


def _state_name(found: Outcome) -> str:
    if found.lacks_reports:
        return "CompletedWithoutReports"
    return "CompletedWithRejections" if found.rejected else "Completed"
