"""The deployments on a Prefect server: the nightly schedule, and runs on demand for resubmissions."""

from typing import cast

from prefect import serve
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron

from flows.consolidate import consolidate_returns
from schemas.basics.text import Language
from schemas.basics.texts import Texts

TEXTS = Texts(__package__)


def serve_flows(data: str, schedule: str, zone: str, lang: Language) -> None:
    """Serve both deployments until interrupted. They may run at the same time: the writer's lock lets one in at a time."""
    nightly = consolidate_returns.to_deployment(
        "nightly",
        schedule=Cron(schedule, timezone=zone),
        parameters={"data": data},
        description=TEXTS["nightly"].in_(lang),
    )
    resubmission = consolidate_returns.to_deployment(
        "resubmission",
        parameters={"data": data},
        description=TEXTS["resubmission"].in_(lang),
    )
    # to_deployment returns the deployment itself, not an awaitable, when no event loop runs.
    serve(cast(RunnerDeployment, nightly), cast(RunnerDeployment, resubmission), print_starting_message=False)
