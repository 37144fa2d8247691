"""python -m bench [PART…] [--full]: a table of ratios, each with its target."""

import argparse
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from bench import desk, instructions, levels, narrow, process, reports, scale, wide
from bench.measure import Measure

_PARTS: dict[str, Callable[[Path], Iterator[Measure]]] = {
    "narrow": narrow.measures,
    "wide": wide.measures,
    "process": process.measures,
    "instructions": instructions.measures,
    "scale": scale.measures,
    "levels": levels.measures,
    "reports": reports.measures,
    "desk": desk.measures,
}
_LINE = "{:<66} {:>9} {:>17} {:>15}  {}"


def main() -> None:
    """Run the named parts, or all of them, and print each row as soon as it is measured."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("parts", nargs="*", help=f"{', '.join(_PARTS)}; all of them unless named")
    parser.add_argument("--full", action="store_true", help="let the pipeline of pandas read all the narrow returns")
    asked = parser.parse_args()
    parts = _PARTS | {"narrow": partial(narrow.measures, full=asked.full)}
    unknown = set(asked.parts) - parts.keys()
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    print(_LINE.format("measured in one run, side by side", "value", "spread", "target", "met"))
    with tempfile.TemporaryDirectory() as folder:
        for name, part in parts.items():
            if not asked.parts or name in asked.parts:
                for measure in part(Path(folder, name)):
                    print(_written(measure), flush=True)


def _written(measure: Measure) -> str:
    spread = "" if measure.spread is None else "–".join(map(_figure, measure.spread))
    target = "" if measure.target is None else f"{measure.sense} {measure.target:g}"
    met = {True: "yes", False: "NO", None: ""}[measure.met]
    value = f"{_figure(measure.value)} {measure.unit}".strip()
    return _LINE.format(measure.name, value, spread, target, met).rstrip()


def _figure(value: float) -> str:
    return f"{value:.0f}" if value >= 100 or value == int(value) else f"{value:.2f}"


if __name__ == "__main__":
    main()
