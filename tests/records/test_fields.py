"""The GOV.UK form fields: what they take, what they say, and where their errors lead."""

import datetime
import re

import pytest
from django import forms
from django.template.loader import render_to_string

from programmes.fields import RagField
from records.amounts import PoundsField
from records.fields import DayField, say_the_label


class Plan(forms.Form):
    title = forms.CharField(max_length=10, help_text="As printed.")
    start = DayField(label="Start date")
    end = DayField(label="End date", required=False)
    budget = PoundsField(required=False)
    overall = RagField(label="Overall rating")


def filled(**changes: str) -> Plan:
    data = {
        "title": "Website",
        "start": "27/3/2012",
        "budget": "525k",
        "overall": "amber",
    }
    return Plan(data | changes)


def test_a_filled_form_cleans_to_dates_pence_and_ratings():
    form = filled()
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {
        "title": "Website",
        "start": datetime.date(2012, 3, 27),
        "end": None,
        "budget": 52_500_000,
        "overall": "amber",
    }


def test_a_wrong_date_says_what_is_wrong_and_stays_as_it_was_typed():
    form = filled(start="31/2/2012")
    assert form["start"].errors == ["Start date must be a real date"]
    assert form["start"].error_target == "id_start"
    html = str(form["start"])
    assert 'id="id_start"' in html
    assert 'value="31/2/2012"' in html
    assert "govuk-input--error" in html
    assert 'aria-invalid="true"' in html


def test_an_empty_date_is_asked_for_only_where_it_is_needed():
    form = filled(start=" ")
    assert (form["start"].errors, form["end"].errors) == (["Enter the start date"], [])


def test_a_date_beyond_any_plan_is_refused():
    assert filled(start="1/1/2827")["start"].errors == [
        "The date is too far ahead: it must be in 2100 or before."
    ]
    assert filled(end="1 March 1066")["end"].errors == [
        "The date is too long ago: it must be in 1990 or later."
    ]


def test_a_date_has_changed_only_when_it_is_another():
    field = DayField()
    assert not field.has_changed(datetime.date(2012, 7, 4), "04 July 2012")
    assert field.has_changed(datetime.date(2012, 7, 4), "5/7/2012")
    assert field.has_changed(None, "5")


@pytest.mark.parametrize(
    ("typed", "pence"),
    [
        ("", None),
        ("0", 0),
        ("£1,234.50", 123_450),
        ("525k", 52_500_000),
        ("£1.2m", 120_000_000),
        ("0.005k", 500),
        ("(500)", -50_000),
        ("-£500", -50_000),
        ("£-500", -50_000),
        ("\u2212500", -50_000),
        (" 1 110 000 ", 111_000_000),
        (".5", 50),
        ("1,000,000.01", 100_000_001),
        ("0.29", 29),
    ],
)
def test_an_amount_cleans_to_exact_pence(typed, pence):
    assert PoundsField(required=False).clean(typed) == pence


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("about a million", "Budget must be an amount in pounds, like 1,234.50 or 525k"),
        ("1.2.3", "Budget must be an amount in pounds, like 1,234.50 or 525k"),
        ("(500", "Budget must be an amount in pounds, like 1,234.50 or 525k"),
        ("-(500)", "Budget must be an amount in pounds, like 1,234.50 or 525k"),
        ("--500", "Budget must be an amount in pounds, like 1,234.50 or 525k"),
        ("1e9", "Budget must be an amount in pounds, like 1,234.50 or 525k"),
        ("12.345", "Budget must be in whole pence, like 1,234.50"),
        ("10,000,000,000,000", "Budget must be less than £10,000,000,000,000"),
    ],
)
def test_a_wrong_amount_says_so_in_one_sentence(typed, message):
    assert filled(budget=typed)["budget"].errors == [message]


@pytest.mark.parametrize(
    ("pence", "shown"),
    [(0, "0"), (123_450, "1,234.50"), (52_500_000, "525,000"), (-50_000, "-500"), (5, "0.05")],
)
def test_pence_are_shown_as_pounds_that_clean_to_the_same_pence(pence, shown):
    form = Plan(initial={"budget": pence})
    assert f'value="{shown}"' in str(form["budget"])
    assert PoundsField().clean(shown) == pence


def test_what_was_typed_is_shown_again():
    assert 'value="about a million"' in str(filled(budget="about a million")["budget"])


def test_an_amount_has_changed_only_when_the_pence_differ():
    field = PoundsField()
    assert not field.has_changed(52_500_000, "£525k")
    assert field.has_changed(52_500_000, "526k")
    assert field.has_changed(0, "")


def test_a_rating_has_its_word_beside_each_choice_and_may_be_not_rated():
    html = str(filled()["overall"])
    assert [word for word in ("Red", "Amber", "Green", "Not rated") if word in html] == [
        "Red",
        "Amber",
        "Green",
        "Not rated",
    ]
    assert filled(overall="").is_valid()
    assert filled(overall="purple")["overall"].errors == ["Choose the overall rating from the list"]


def test_django_messages_name_the_field_and_own_messages_stay():
    class Own(forms.Form):
        title = forms.CharField(error_messages={"required": "Give it a name"})
        code = forms.CharField(label="100% code", max_length=3)
        count = forms.IntegerField(label="RAG count", min_value=1)

    form = Own({"code": "abcd", "count": "0"})
    assert form.errors == {
        "title": ["Give it a name"],
        "code": ["100% code must be 3 characters or fewer: it has 4"],
        "count": ["RAG count must be 1 or more"],
    }
    assert Own({})["count"].errors == ["Enter the RAG count"]


def test_one_form_does_not_change_the_messages_of_another():
    assert filled(title="")["title"].errors == ["Enter the title"]
    assert Plan.base_fields["title"].error_messages["required"] == "This field is required."


def test_a_field_has_label_hint_and_error_tied_to_its_control():
    html = re.sub(r"\s+<", "<", str(filled(title="")))
    assert '<label class="govuk-label" for="id_title">Title</label>' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert '<div class="govuk-hint" id="id_title_helptext">As printed.</div>' in html
    assert 'class="govuk-input govuk-input--error"' in html
    assert "Error:" in html


def test_the_error_summary_links_to_each_wrong_part():
    form = filled(title="", start="1/2/12")
    html = " ".join(render_to_string("components/error_summary.html", {"form": form}).split())
    assert '<a href="#id_title"> Enter the title</a>' in html
    assert '<a href="#id_start"> Start date must have a year with four digits</a>' in html


@pytest.mark.parametrize(
    ("label", "sentence"),
    [
        ("Title", "Enter the title"),
        ("What was decided", "Say what was decided"),
        ("Decided on", "Fill in: decided on"),
        ("Review by", "Fill in: review by"),
        ("In these words", "Fill in: in these words"),
    ],
)
def test_an_empty_field_is_asked_for_in_a_sentence_that_fits_its_label(
    label: str, sentence: str
) -> None:
    field = forms.CharField()
    say_the_label(field, label)
    assert field.error_messages["required"] == sentence


def test_a_wrong_address_of_a_page_is_named_by_its_label() -> None:
    field = forms.URLField(assume_scheme="https")
    say_the_label(field, "Link to join")
    with pytest.raises(forms.ValidationError) as wrong:
        field.clean("not an address")
    expected = "Link to join must be a web address, like https://www.example.gov.uk"
    assert wrong.value.messages == [expected]
