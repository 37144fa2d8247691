"""`svod serve-sql`."""

import time
from contextlib import suppress

from flows.cli.context import Context
from flows.cli.output import note
from schemas.basics.exceptions import WrongSetting
from schemas.basics.text import Text
from svod.warehouse.sql_server import SqlServer

_LOOK_SECONDS = 0.5
_SHORTEST_TOKEN = 16
_NO_TOKEN = Text(
    f"SVOD_SQL_TOKEN айнымалысында кемінде {_SHORTEST_TOKEN} таңбалы құпия кілт болуға тиіс, талдаушылар соны көрсетеді.",
    f"В переменной SVOD_SQL_TOKEN должен быть секретный ключ не короче {_SHORTEST_TOKEN} знаков: его предъявляют аналитики.",
    f"The variable SVOD_SQL_TOKEN must hold a secret of at least {_SHORTEST_TOKEN} characters, which analysts show.",
)


def serve_snapshot(context: Context, address: str) -> None:
    """Serve the snapshot until interrupted, each publication within a second. Raises WrongSetting without a proper token."""
    token = context.settings.sql_token
    secret = token.get_secret_value() if token else ""
    if len(secret) < _SHORTEST_TOKEN:
        raise WrongSetting(_NO_TOKEN)
    server = SqlServer(context.folders.snapshot)
    server.start(address, secret)
    note(
        context.say(
            Text(
                f"Қойма quack:{address} мекенжайында тек оқуға ашық. Тоқтату – Ctrl+C.",
                f"Хранилище открыто только для чтения: quack:{address}. Остановить — Ctrl+C.",
                f"The snapshot is open for reading at quack:{address}. Stop with Ctrl+C.",
            )
        )
    )
    with suppress(KeyboardInterrupt):
        while True:
            time.sleep(_LOOK_SECONDS)
            server.follow()
