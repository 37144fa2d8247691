"""The nightly flow: receive, check and load in batches, publish, show. Its tasks are thin; the work is svod's."""

import os
import sys
from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.states import Completed, Failed

from flows.settings import Settings
from schemas.basics.exceptions import SvodError
from schemas.basics.text import Language
from svod.pipeline.data_folder import Folders
from svod.pipeline.load import Entries, batches, load_batch
from svod.pipeline.report_watermark import PeriodReports
from svod.pipeline.run import Due, Outcome, outcome, publish, receive
from svod.pipeline.write_reports import write_changed
from svod.warehouse.lock import WAITING, writer_lock
from svod.workers.executor import Executor


@flow(name="consolidate returns", validate_parameters=False)
def consolidate_returns(data: str | None = None, files: list[str] | None = None, lang: str | None = None) -> Any:
    """Everything new under raw/ of the data folder, or only some files there, to the published snapshot.

    `lang` is the language of messages, else that of the settings.
    """
    settings = Settings.read(os.environ | ({"SVOD_LANG": lang} if lang else {}))
    try:
        found = _consolidate(Folders(Path(data) if data else settings.data, settings.limits), settings, files)
    except SvodError as error:
        return Failed(message=error.message.in_(settings.lang), data=error)
    show_totals(found, settings.lang)
    show_issues(found, settings.lang)
    return Completed(name=_state_name(found), message=found.sentence.in_(settings.lang), data=found)


def _consolidate(folders: Folders, settings: Settings, files: list[str] | None) -> Outcome:
    with writer_lock(folders.lock, settings.lock_wait, lambda: print(WAITING.in_(settings.lang), file=sys.stderr)):
        due = receive_files(folders, settings.executor, files)
        for entries in batches(due.entries):
            check_and_load(folders, entries, settings.executor)
        if due.publish:
            publish_snapshot(folders)
        return outcome(folders, due, write_reports(folders, settings.small))


@task(name="receive files", retries=2, retry_delay_seconds=10, cache_policy=NO_CACHE)
def receive_files(folders: Folders, executor: Executor, files: list[str] | None) -> Due:
    """Take in what is new."""
    return receive(folders, executor, files)


@task(name="check and load", cache_policy=NO_CACHE)
def check_and_load(folders: Folders, entries: Entries, executor: Executor) -> None:
    """Check a batch of returns and load it in one transaction."""
    load_batch(folders, entries, executor)


@task(name="publish snapshot", retries=2, retry_delay_seconds=10, cache_policy=NO_CACHE)
def publish_snapshot(folders: Folders) -> None:
    """Replace the analysts' snapshot in one step."""
    publish(folders)


@task(name="write reports", cache_policy=NO_CACHE)
def write_reports(folders: Folders, small: int | None) -> list[PeriodReports]:
    """Write the reports of the periods that changed, whoever changed them."""
    return write_changed(folders, small)


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
