"""What the parts of pages show that all rooms share."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.template.loader import render_to_string

from tests.sweeps.pages import read

pytestmark = pytest.mark.one_engine


def facts(*rows: tuple[str, Any], **more: Any) -> list[dict[str, Any]]:
    return [{"label": label, "value": value, "values": (), **more} for label, value in rows]


def test_a_record_names_what_nobody_recorded_below_the_rest() -> None:
    rows = facts(("Kind", "Threat"), ("Cost", 0), ("Cause", ""), ("Notes", None))
    page = render_to_string("components/summary_list.html", {"rows": rows})
    assert " ".join(read(page).text.split()) == "Kind Threat Cost 0 Not recorded: Cause · Notes"
    asked = facts(("Cause", ""), change_url="/change/")
    page = render_to_string("components/summary_list.html", {"rows": asked})
    assert " ".join(read(page).text.split()) == "Cause Not recorded Change Cause"
    nothing = render_to_string("components/summary_list.html", {"rows": facts(("Cause", None))})
    assert "<dl" not in nothing, "an empty list says nothing"


class Asked(forms.Form):
    one = two = three = four = five = six = forms.CharField(required=False)
    seven = forms.CharField(required=False)


@pytest.mark.parametrize(("chosen", "is_open"), [({}, False), ({"six": "a"}, False),
                                                 ({"seven": "a"}, True)])  # fmt: skip
def test_a_long_filter_folds_its_last_questions_until_one_is_asked(
    chosen: dict[str, str], is_open: bool
) -> None:
    page = render_to_string("components/filter_panel.html", {"form": Asked(chosen)})
    before, _, after = page.partition("mandate-filter__more")
    names = [name for name in Asked.base_fields if f'name="{name}"' in before]
    assert names == ["one", "two", "three", "four", "five", "six"]
    assert 'name="seven"' in after
    assert after.split(">", 1)[0].endswith(" open") == is_open
