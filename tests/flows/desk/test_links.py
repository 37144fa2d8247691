"""Links are made and revoked by commands, for a unit or a head, and lead to the public address."""

from pathlib import Path

import pytest

from flows.settings import Settings
from schemas.basics.exceptions import WrongSetting
from tests.builders.workbooks import build, load
from tests.conftest import Run, Svod
from tests.support.desks import DeskOf


def test_a_link_lets_in_until_it_is_revoked(run: Run, tmp_path: Path) -> None:
    load(tmp_path, {"a.xlsx": build()})
    desk = DeskOf(tmp_path)
    code, address, said = run("desk", "link", "Akzhar district", "--days", "30")
    assert (code, address.startswith("http://127.0.0.1:8180/u/"), "Akzhar district: the link is good until" in said) == (
        0,
        True,
        True,
    )
    _, of_head, _ = run("desk", "link", "--head", "A. Head")
    unit, head = (f"/{line.strip().split('/', 3)[3]}" for line in (address, of_head))
    assert [desk.client.get(page).status_code for page in (unit, head)] == [200, 200]
    assert run("desk", "revoke", "akzhar")[:2] == (0, "Links revoked: 1.\n")
    assert [desk.client.get(page).status_code for page in (unit, head)] == [404, 200]
    code, _, said = run("desk", "revoke", "akzhar")
    assert (code, "no link in use" in said) == (2, True)


def test_a_link_is_for_a_unit_or_a_head(run: Run, tmp_path: Path) -> None:
    load(tmp_path, {"a.xlsx": build()})
    for words in ((), ("akzhar", "--head", "A. Head")):
        code, _, said = run("desk", "link", *words)
        assert (code, "Name a unit, or a head" in said) == (2, True)


def test_links_lead_to_the_public_address(svod: Svod, tmp_path: Path) -> None:
    load(tmp_path / "data", {"a.xlsx": build()})
    done = svod("desk", "link", "akzhar", cwd=tmp_path, SVOD_DESK_URL="https://svod.example.kz/")
    assert done.stdout.startswith("https://svod.example.kz/u/")
    with pytest.raises(WrongSetting, match="without a path"):
        Settings.read(desk_url="https://svod.example.kz/desk")
