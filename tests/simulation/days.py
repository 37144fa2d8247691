"""Days of an office, drawn from a seed alone, so that a seed that is wrong is wrong again in the same way."""

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from svod.pipeline.rebuild import verify
from tests.simulation import clerks, mishaps, operations
from tests.simulation.world import World, Wrong

_MISHAPS, _VERIFIED, _CLOCK_STEPS = 0.3, 0.2, 0.1


def simulate(seed: int, days: int) -> str:
    """Let some days pass, and return what happened. Raises Wrong with everything that led to it."""
    with TemporaryDirectory(prefix="svod-simulation-") as folder:
        world = World(seed, Path(folder))
        try:
            for _ in range(days):
                _let_a_day_pass(world)
            world.verify()
            if world.entries:
                world.expect([], lambda: verify(world.at_work(), lambda _: None), "svod rebuild --verify")
            return "\n".join(world.log)
        except Wrong as wrong:
            raise Wrong("\n".join([*world.log, str(wrong)])) from None
        finally:
            world.close()


def _let_a_day_pass(world: World) -> None:
    """A mishap, clerks, the office with accidents, and at last a run after which all must be right."""
    random = world.random
    world.now += timedelta(days=1, minutes=random.randrange(600))
    if random.random() < _CLOCK_STEPS:
        world.now += timedelta(days=random.choice((-5, -2, 3, 20)))
    if world.entries and random.random() < _MISHAPS:
        mishaps.happen(world)
    for _ in range(random.randrange(4)):
        clerks.act(world)
    for _ in range(random.choice((0, 1, 1, 2))):
        world.do(operations.drawn(world), mishaps.in_an_operation(world))
    world.settle()
    if random.random() < _VERIFIED:
        world.verify()
