"""Who acts on the command line, and why."""

import getpass

from schemas.basics.exceptions import NothingSaid
from schemas.basics.text import Text
from svod.pipeline.decisions import Actor

_NAMELESS = Text(
    "Жүйе кім екеніңізді білмейді. Есіміңізді жазыңыз: --by ЕСІМ.",
    "Система не знает, кто вы. Назовите себя: --by ИМЯ.",
    "The system doesn't know who you are. Say who acts: --by NAME.",
)


def actor(by: str | None, reason: str | None) -> Actor:
    """Who acts: the system's user, unless another is named. Raises NothingSaid where nobody is, or a text is blank."""
    if by is None:
        try:
            by = getpass.getuser()
        except (KeyError, OSError):  # a user whom the system has no name for, as in a container
            raise NothingSaid(_NAMELESS) from None
    return Actor(by, reason)
