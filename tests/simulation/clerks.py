"""What clerks do under raw/: send, resend, copy, overwrite, move, delete."""

from datetime import timedelta

from tests.simulation import returns
from tests.simulation.returns import PERIODS, SENDERS, Content
from tests.simulation.world import World


def act(world: World) -> None:
    """Let a clerk do something."""
    lying, old = sorted(world.lying()), list(world.contents.values())
    match world.random.choice(("send", "send", "send", "send", "resend", "overwrite", "move", "delete", "leave open")):
        case "send":
            content = new_content(world)
            _put(world, _path(world, content), content)
        case "resend" if old:
            content = world.random.choice(old)
            _put(world, _path(world, content), content)
        case "overwrite" if lying:
            _put(world, world.random.choice(lying), new_content(world))
        case "move" if lying:
            file, to = world.random.choice(lying), _path(world, world.random.choice(old))
            (world.raw / to).parent.mkdir(exist_ok=True)
            (world.raw / file).rename(world.raw / to)
            world.say(f"{file} is moved to {to}")
        case "delete" if lying:
            file = world.random.choice(lying)
            (world.raw / file).unlink()
            world.say(f"{file} is deleted")
        case "leave open":
            _put(world, "~$ашық.xlsx", new_content(world))


def new_content(world: World) -> Content:
    """A workbook of some unit: right, copied from another's, nil, with a repeated row, a word for a number, cut off."""
    random = world.random
    unit, period = random.choice(SENDERS), random.choice((PERIODS[0], *[PERIODS[1]] * 3))
    rows = returns.some_rows(random, random.choice((1, 2, 5, 6, 7, 8)))
    rights = [one for one in world.contents.values() if one.rows and not one.planted]
    match random.choice((*["right"] * 6, "copied", "copied", "nil", "repeated", "word", "cut off")):
        case "copied" if rights:
            content = returns.right(unit, period, random.choice(rights).rows)
        case "nil":
            content = returns.right(unit, period, ())
        case "repeated":
            content = returns.with_a_repeated_row(unit, period, rows)
        case "word":
            content = returns.with_a_word_for_a_number(unit, period, rows)
        case "cut off":
            content = returns.cut_off(returns.right(unit, period, rows), random.randrange(4, 6000))
        case _:
            content = returns.right(unit, period, rows)
    return world.contents.setdefault(content.sha256, content)


def _put(world: World, file: str, content: Content) -> None:
    people = content.figures["participants"] if content.accepted else "wrong"
    world.say(f"{file}: {content.unit} {content.period} {people}")
    path = world.raw / file
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content.content)


def _path(world: World, content: Content) -> str:
    """A path that is not used yet: in a folder of the day, of another day, of another name, or in none."""
    world.files += 1
    day = world.now.date() + timedelta(days=world.random.choice((0, 0, 0, -3, -1, 4)))
    folder = world.random.choice((f"{day}/", f"{day}/", "", "хаттар/"))
    own = f"{content.unit} " if content.unit else ""
    named = world.random.choice(("", "", "", own, f"{world.random.choice(SENDERS)} "))
    return f"{folder}{named}{world.files}.xlsx"
