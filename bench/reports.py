"""All reports of a period after a run: of the sample, and of 200 units with 100 activities each."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bench import corpus
from bench.measure import Measure, cost
from bench.register import large_region
from bench.rivals import workspace
from svod.pipeline.run import consolidate
from svod.pipeline.workspace import Workspace
from svod.pipeline.write_reports import finish_changed, write_changed
from svod.reports.renderers import RENDERERS

UNITS, ACTIVITIES = 200, 100


def measures(temporary: Path) -> Iterator[Measure]:
    """The rows of the table."""
    known = large_region(UNITS)
    small, large = workspace(temporary / "sample"), workspace(temporary / "region", known)
    corpus.sample(small.storage.raw)
    corpus.region(large.storage.raw, known.units, ACTIVITIES)
    consolidate(small)
    consolidate(large)
    yield Measure("all reports of the sample, seconds of the processor", _seconds(small), "s", 5)
    yield Measure("the same of 200 units with 100 activities each", _seconds(large), "s", 30)
    yield Measure("the same again, nothing having changed", _seconds(large), "s", 1)


def _seconds(of: Workspace) -> float:
    reporting = replace(of, renderers=RENDERERS)
    return cost(lambda: finish_changed(reporting, write_changed(reporting))).processor
