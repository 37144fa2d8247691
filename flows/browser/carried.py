"""What the page carries of a data folder: the definitions adopted there, the spellings accepted, and the limits of a file."""

from functools import cached_property

from pydantic import BaseModel, ConfigDict

from schemas.basics.limits import Limits
from schemas.declaration.spelling import Spelling
from svod.pipeline.known_names import Adopted, Known, declared


class Carried(BaseModel):
    """The page makes its forms and units of them as the data folder does, so both judge a return alike."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    limits: Limits
    adopted: tuple[Adopted, ...] = ()
    spellings: tuple[Spelling, ...] = ()

    @cached_property
    def known(self) -> Known:
        """The forms and units with which returns are read."""
        return declared().with_adopted(self.adopted).with_spellings(self.spellings)
