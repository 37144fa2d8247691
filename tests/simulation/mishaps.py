"""What happens to the files, while svod is at work and while it isn't."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from svod.pipeline.run import consolidate
from svod.warehouse.database_file import wal_of
from tests.simulation import oracle, stops
from tests.simulation.backup import PARTS, Backup
from tests.simulation.oracle import State
from tests.simulation.reader import state_of
from tests.simulation.stops import MODULES, FullDisk, Happening, Kill, Stop
from tests.simulation.world import Operation, World, Wrong

_FARTHEST_STOP = 600
_RESTORED = (["ledger"], ["work"], ["snapshot"], ["kept", "ledger"], ["work", "snapshot"], ["kept"], ["reports"], list(PARTS))


def in_an_operation(world: World) -> dict[Stop, Happening]:
    """What happens while svod is at work: a reader looks, the process is killed, the disk is full, a backup is taken."""
    happenings: dict[Stop, Happening] = {_stop(world): lambda: None for _ in range(world.random.choice((0, 0, 1, 2)))}
    match world.random.choice(("nothing", "kill", "kill", "full", "backup", "backup")):
        case "kill":
            happenings[_stop(world)] = Kill
        case "full":
            work = world.workspace.warehouse.work
            size = world.random.choice((0, 500, 20_000, 300_000, work.stat().st_size if work.exists() else 0))
            happenings[_stop(world)] = lambda: FullDisk(size)
        case "backup":
            backup = Backup(world.root, world.folder / f"backup-{len(world.backups) + 1}")
            world.backups.append(backup)
            parts = world.random.sample(PARTS, len(PARTS))
            for number, stop in enumerate((_stop(world), _stop(world), Stop("svod.pipeline.run", 1))):
                happenings[stop] = partial(_copy, world, backup, parts[number::3])
    return happenings


def happen(world: World) -> None:
    """Something happens while nobody works on the files."""
    kinds = (
        _restore,
        _restore,
        _damage_kept,
        _damage_work,
        _damage_snapshot,
        _damage_ledger,
        _damage_caches,
        _lose_raw,
        _write,
    )
    world.random.choice(kinds)(world)


def _stop(world: World) -> Stop:
    return Stop(world.random.choice(MODULES), int(_FARTHEST_STOP ** world.random.random()))


def _copy(world: World, backup: Backup, parts: Sequence[str]) -> None:
    for part in parts:
        backup.copy(part, world.recorded())
        if part == "snapshot":
            backup.published = world.reader.look().result


def _restore(world: World) -> None:
    """Parts of a backup come back."""
    if not world.backups:
        return
    backup, chosen = world.random.choice(world.backups), world.random.choice(_RESTORED)
    parts = [part for part in chosen if part in backup.copied]
    held = backup.copied["work"] if "work" in parts else world.entries
    for part in parts:
        backup.restore(part)
    world.say(f"{parts} come back from {backup.folder.name}")
    world.entries = world.recorded()
    if oracle.loaded(held) - oracle.loaded(world.entries):
        world.doubts.add("ledger")
    if world.lost():
        world.doubts.add("bytes")
    if "snapshot" in parts:
        world.published = backup.published


def _damage_kept(world: World) -> None:
    files = sorted((world.root / "kept").glob("??/*"))
    if files:
        _damage(world, world.random.choice(files))
        world.doubts.add("bytes")


def _damage_work(world: World) -> None:
    _damage(world, world.workspace.warehouse.work)
    world.doubts.add("work")


def _damage_snapshot(world: World) -> None:
    if world.published:
        _damage(world, world.workspace.warehouse.snapshot)
        _look_at_damaged(world, [world.published])
        world.doubts.add("snapshot")


def _write(world: World) -> None:
    """Another program opens the snapshot for writing, and is killed."""
    if world.published:
        wal_of(world.workspace.warehouse.snapshot).touch()
        _look_at_damaged(world, [])
        world.doubts.add("stray")
        world.say("somebody else writes to the snapshot")


def _damage_ledger(world: World) -> None:
    """The ledger is damaged. A run with it publishes no other totals, and the file is brought back."""
    whole = world.ledger.read_bytes()
    _damage(world, world.ledger)
    end = stops.run(lambda: consolidate(world.at_work()) and None)
    world.say(f"run with it: {end.how} {end.error} {end.sentence}")
    seen = world.reader.look().result
    if end.how not in ("done", "refused") or (world.published and seen.totals != world.published.totals):
        raise Wrong(f"a damaged ledger: {world.published.difference(seen) if world.published and seen else ''}")
    world.ledger.write_bytes(whole)
    world.published = seen
    world.doubts.add("ledger")


def _damage_caches(world: World) -> None:
    """Files that only save time are damaged: nothing depends on them."""
    for cache in (world.workspace.storage.stat_cache, world.workspace.reports / ".written.json"):
        if cache.exists() and world.random.random() < 0.7:
            _damage(world, cache)


def _lose_raw(world: World) -> None:
    """The disk with raw/ is not mounted. A run says so, and takes nothing for gone."""
    away = world.root / "away"
    world.raw.rename(away)
    world.do(Operation("run without raw/", consolidate, lambda _: None))
    away.rename(world.raw)


def _damage(world: World, file: Path) -> None:
    """Cut a file off, or change some bytes of it."""
    content = bytearray(file.read_bytes())
    file.unlink()  # whoever has it open goes on reading what it was
    at = world.random.randrange(len(content))
    if world.random.random() < 0.2:
        del content[at:]
    else:
        for place in range(at, min(at + world.random.choice((1, 64, 5000)), len(content))):
            content[place] ^= 0x55
    file.write_bytes(content)
    world.say(f"{file.relative_to(world.root)} is damaged at {at}, and has {len(content)} bytes")


def _look_at_damaged(world: World, right: Sequence[State]) -> None:
    """A reader of a damaged snapshot sees what is right, or is told what to do."""

    def read() -> State:
        with world.workspace.warehouse.reader() as snapshot:
            return state_of(snapshot)

    end = stops.run(read)
    if end.how != "refused" and end.result not in right:
        raise Wrong(f"a damaged snapshot shows {end.how} {end.error}")
