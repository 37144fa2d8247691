"""`svod serve`."""

from flows.cli.context import Context
from flows.cli.output import note
from flows.prefect_defaults import quiet_prefect
from schemas.basics.exceptions import NoServer
from schemas.basics.text import Text

_NO_SERVER = Text(
    "Кестені сақтау үшін Prefect сервері керек. Оны «prefect server start» деп іске қосып, мекенжайын көрсетіңіз: "
    "PREFECT_API_URL=http://127.0.0.1:4200/api",
    "Для расписания нужен сервер Prefect. Запустите его командой «prefect server start» и укажите адрес: "
    "PREFECT_API_URL=http://127.0.0.1:4200/api",
    "A schedule needs a Prefect server. Start one with “prefect server start” and give its address: "
    "PREFECT_API_URL=http://127.0.0.1:4200/api",
)


def keep_schedule(context: Context) -> None:
    """Keep the nightly schedule until interrupted. Raises NoServer where no server is set or none answers."""
    quiet_prefect()
    from prefect.client.orchestration import get_client
    from prefect.settings import PREFECT_API_URL

    if not PREFECT_API_URL.value():
        raise NoServer(_NO_SERVER)
    with get_client(sync_client=True) as client:
        if client.api_healthcheck() is not None:
            raise NoServer(_NO_SERVER)
    from flows.deployments import serve_flows

    schedule = context.settings.schedule
    note(
        context.say(
            Text(
                f"Түнгі өңдеу кестесі: {schedule} (Asia/Almaty). Тоқтату – Ctrl+C.",
                f"Расписание ночной обработки: {schedule} (Asia/Almaty). Остановить — Ctrl+C.",
                f"Nightly schedule: {schedule} (Asia/Almaty). Stop with Ctrl+C.",
            )
        )
    )
    serve_flows(str(context.folders.root.resolve()), schedule)
