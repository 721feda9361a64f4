"""A wrong line of the demonstration's data is refused before anything is written."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from audit.errors import Refused
from config.demo.calendar import DemoCalendar
from config.demo.reading import DATA, DemoData

HUB = "programmes/transformation/hub.toml"
PROGRAMME = "programmes/transformation.toml"
pytestmark = [pytest.mark.one_engine, pytest.mark.django_db]


def refusal(folder: Path, file: str, before: str, after: str) -> str:
    """The message about the data with one line of one file changed."""
    shutil.copytree(DATA, folder / "data")
    text = (folder / "data" / file).read_text(encoding="utf-8")
    assert before in text
    changed = text.replace(before, after, 1)
    (folder / "data" / file).write_text(changed, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        DemoData(DemoCalendar.of(date(2012, 7, 4)), folder / "data")
    return str(refused.value)


@pytest.mark.parametrize(
    ("file", "before", "after", "sentence"),
    [
        (HUB, "waits =", "wait =", f"{HUB}, wait: this table has no such key."),
        (
            *(HUB, 'key = "process"\ntitle', 'key = "process"\nname'),
            f"{HUB}, milestones 2, name: this table has no such key.",
        ),
        (
            *(HUB, 'role = "sponsor", person = "hale"', 'role = "sponsor", person = "hail"'),
            f"{HUB}, seats 1, person: “hail” is not the key of any person before this line.",
        ),
        (
            *(PROGRAMME, 'parent = "board"', 'parent = "committee"'),
            f"{PROGRAMME}, boards 2, parent: “committee” is not the key of any board before this "
            "line.",
        ),
        (
            HUB,
            "room = 17",
            'room = "17"',
            f"{HUB}, milestones 6, room: “17” is not a whole number.",
        ),
        (HUB, "waits = true", "waits = 1", f"{HUB}, waits: “1” is not true or false."),
        (
            *(HUB, "baseline_on = -14", 'baseline_on = "2011-13"'),
            f"{HUB}, milestones 2, baseline_on: “2011-13” is not a day, a month, a number of weeks "
            "or “3 days ago”.",
        ),
        (
            *(HUB, "recorded = 2011-12-05", 'recorded = "2011-12"'),
            f"{HUB}, recorded: “2011-12” is not a day, a number of weeks or “3 days ago”.",
        ),
        (
            *(HUB, "recorded = 2011-12-05", "recorded = 2011-02-30"),
            f"{HUB}: Invalid date or datetime (at line 3, column 12).",
        ),
        (
            *(HUB, 'ratings = "A AGGGA"', 'ratings = "A AGG"'),
            f"{HUB}, reports 1, ratings: “A AGG” is not six ratings such as “A GARG-”.",
        ),
        (
            *(HUB, "{@go-live}", "{@opening}"),
            f"{HUB}, summary: “opening” is not the key of any milestone in this file.",
        ),
        (HUB, 'ratings = "A AGGGA"\n', "", f"{HUB}, reports 1: “ratings” is missing."),
        (
            *(HUB, 'stage = "developing"', 'stage = "begun"'),
            f"{HUB}, changes 1, stage: “begun” is not one of the choices.",
        ),
        (
            *(HUB, 'file = "eleven-steps.txt"', 'file = "steps.txt"'),
            f"{HUB}, documents 1, versions 1, file: “steps.txt” is not the name of a file in "
            "data/files.",
        ),
        (
            *(PROGRAMME, '"hub",', '"hubb",'),
            "programmes/transformation/hubb.toml: there is no such file.",
        ),
        (
            *(PROGRAMME, 'key = "committee"', 'key = "board"'),
            f"{PROGRAMME}, boards 3: the key “board” is already taken.",
        ),
        (
            *("programmes/savings.toml", "amount_pounds = 525_000", 'amount_pounds = "525"'),
            "programmes/savings.toml, savings_lines 1, amounts 1, amount_pounds: “525” is not a "
            "whole number.",
        ),
    ],
)
def test_a_wrong_line_is_refused(
    tmp_path: Path, file: str, before: str, after: str, sentence: str
) -> None:
    assert refusal(tmp_path, file, before, after) == sentence
