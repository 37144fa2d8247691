"""Opens the workspace that the settings describe."""

from dataclasses import replace

from flows.cli.output import note
from flows.settings import Settings
from schemas.basics.text import Language
from schemas.basics.texts import Texts
from svod.pipeline.workspace import Workspace

TEXTS = Texts(__package__)


def open_workspace(settings: Settings) -> Workspace:
    """The workspace of the data folder in the settings; files are checked in processes of this machine."""
    workspace = Workspace.on_this_machine(settings.data, settings.workers, settings.limits)
    lang = language_of(settings, workspace)
    workspace = workspace.waiting(settings.lock_wait, lambda: note(TEXTS["waiting"].in_(lang)))
    return replace(workspace, small=settings.small, note=lambda text: note(text.in_(lang)))


def language_of(settings: Settings, workspace: Workspace) -> Language:
    """The language of messages: that of the settings, else the first one of the place."""
    return settings.lang or workspace.place.at(workspace.clock()).languages[0]
