"""Example data for the gallery page, so that every component is seen in every state.

The people are invented. The contract of each component is the first line of its template in
`templates/components/`; this module is the worked example of each.
"""

from __future__ import annotations

import datetime
from types import SimpleNamespace as Row
from typing import Any

from django import forms
from django.core.paginator import Paginator

from audit.queries.history import FieldChange
from programmes.choices import RAGS, rag_words
from programmes.fields import RagField
from projects.columns import milestone_columns
from projects.queries import StripCell, strip_cell
from records.amounts import PoundsField
from records.columns import Cell
from records.fields import DayField
from records.pages.lists import table
from records.views.timeline import timeline_entry, timeline_record

TODAY = datetime.date(2012, 7, 4)
NOON = datetime.datetime(2012, 7, 4, 12, 5, tzinfo=datetime.UTC)

OLD_NOTE = "Check with the supplier that the telephones arrive before the doors open."
NEW_NOTE = "Check with the supplier and the union that the telephones arrive after the doors open."


def gallery_context() -> dict[str, Any]:
    """The whole context of `templates/gallery/index.html`; no database is read."""
    return {
        "breadcrumbs": [("Programmes", "#"), ("Customer access", "#"), ("Gallery", "")],
        "page": page_parts(),
        "ratings": list(RAGS),
        "changes": [("amber", "red"), ("red", "green"), ("", "amber"), ("green", "green")],
        "tones": [
            ("Draft", "grey"),
            ("Submitted", "blue"),
            ("Agreed", "green"),
            ("Due soon", "amber"),
            ("Overdue", "red"),
            ("For decision", "purple"),
        ],
        "strips": strips(),
        "milestones": table(milestone_columns(with_project=True), milestones()),
        "spending": spending(),
        "projects": projects(),
        "facts": facts(),
        "history": history(),
        "figures": figures(),
        "conflicts": conflicts(),
        "tabs": tabs(),
        "filter_form": ProjectFilter(prefix="filter"),
        "filter_selected": [("Red", "#"), ("Lead: Maud Thirlby", "#")],
        "pages": pages(),
        "empty_form": SampleForm(prefix="empty"),
        "filled_form": SampleForm(prefix="filled", initial=sample_values()),
        "wrong_form": wrong_form(),
        "reason_form": ReasonForm(prefix="reason"),
        "last_words": "The supplier agreed the plan.\n\nTwo interviews are still to be held.",
    }


def page_parts() -> Row:
    return Row(
        meta=[
            ("Lead", "Maud Thirlby"),
            ("Senior responsible owner", "Edwin Ashdown"),
            ("Stage", "Delivery"),
            ("Next report", "13 July 2012"),
        ],
        actions=[("Edit status", "#", "primary"), ("Export paper", "#", "secondary")],
    )


def strips() -> list[Row]:
    long = [*["green"] * 9, *["amber"] * 6, *["red"] * 4, *["amber"] * 5, "", "green"]
    first = TODAY - datetime.timedelta(weeks=len(long))
    return [
        Row(label="Overall, 26 weeks", cells=cells(long, first)),
        Row(label="Schedule, 12 weeks", cells=cells(long[10:22], first)),
        Row(label="New project", cells=cells(["green"], TODAY)),
        Row(label="No report yet", cells=[]),
    ]


def cells(values: list[str], first: datetime.date) -> list[StripCell]:
    days = [first + datetime.timedelta(weeks=number) for number in range(len(values))]
    return [strip_cell(on, value) for on, value in zip(days, values, strict=True)]


def milestones() -> list[Row]:
    day = datetime.date
    return [
        milestone("Contract signed", day(2012, 3, 30), day(2012, 3, 30), 0, "On time", "Done"),
        milestone("Service desk opens", day(2012, 7, 2), day(2012, 8, 13), 42, "42 days late"),
        milestone("Old site closes", day(2012, 10, 1), day(2012, 9, 24), -7, "7 days early"),
        milestone("Lessons learned", None, None, None, "No baseline"),
    ]


def milestone(
    title: str,
    baseline: datetime.date | None,
    forecast: datetime.date | None,
    slip_days: int | None,
    slip_words: str,
    state_words: str = "",
) -> Row:
    return Row(
        title=title,
        url="#",
        scope="Customer service centre",
        owner="Maud Thirlby",
        baseline=baseline,
        baseline_note="",
        forecast=forecast,
        actual=forecast if state_words else None,
        slip_days=slip_days,
        slip_words=slip_words,
        state_words=state_words,
        state_tone="green",
    )


def spending() -> Row:
    def line(name: str, planned: str, actual: str, percents: tuple, difference: str) -> Row:
        return Row(
            name=name,
            planned=planned,
            actual=actual,
            planned_percent=percents[0],
            actual_percent=percents[1],
            difference=difference,
        )

    return Row(
        rows=[
            line("2010/11", "£525k", "£525k", (100, 100), "On plan"),
            line("2011/12", "£200k", "£140k", (100, 70), "£60k under plan"),
            line("2012/13", "£200k", "£0", (60, 0), "£200k under plan"),
            line("2013/14", "£185k", "Not recorded", (100, None), "Not known"),
        ],
        total=line("Total", "£1,110k", "£665k", (84, 60), "£445k under plan"),
    )


def projects() -> Row:
    def row(name: str, rag: str, budget: str, note: str = "") -> dict[str, list[Cell]]:
        return {
            "cells": [
                Cell(name, "Project", url="#", note=note),
                Cell(rag_words(rag), "Overall", rag=rag),
                Cell("Maud Thirlby", "Lead"),
                Cell(budget, "Budget", classes="govuk-table__cell--numeric"),
            ]
        }

    return Row(
        columns=[
            Row(label="Project"),
            Row(label="Overall"),
            Row(label="Lead"),
            Row(label="Budget", classes="govuk-table__header--numeric"),
        ],
        rows=[
            row("Customer service centre", "amber", "£500,000", "PRJ-0007, delivery"),
            row("Website", "green", "£0", "PRJ-0008, delivery"),
            row("Mobile working", "", "", "PRJ-0009, starting"),
        ],
    )


def facts() -> list[Row]:
    return [
        Row(label="Title", value="Customer service centre", change_url="#"),
        Row(label="Overall rating", rag="amber"),
        Row(label="Team", values=["Maud Thirlby", "Osric Venn", "Nobody yet"], change_url="#"),
        Row(label="Spent so far", value=0),
        Row(label="Summary", value=None, change_url="#", change_label="Add"),
    ]


def history() -> list[dict[str, Any]]:
    return [
        timeline_entry(
            what="Milestone changed",
            who="Maud Thirlby",
            when=NOON,
            why="The supplier moved the delivery of the telephones.",
            url="#",
            restore_url="#",
            records=[
                timeline_record(
                    [
                        FieldChange("Forecast", "2 July 2012", "13 August 2012"),
                        FieldChange("Owner", "", "Osric Venn"),
                        FieldChange("Note", OLD_NOTE, NEW_NOTE, is_text=True),
                    ],
                    title="Service desk opens",
                )
            ],
        ),
        timeline_entry(
            what="Status report submitted",
            who="Maud Thirlby",
            when=NOON - datetime.timedelta(days=5),
            why="",
            records=[timeline_record([FieldChange("Overall", "Green", "Amber")])],
        ),
        timeline_entry(
            what="Project loaded",
            who="Programme office",
            when=NOON - datetime.timedelta(days=180),
            recorded_at=NOON,
            why="Taken over from the register of 2011.",
            is_loaded=True,
            records=[],
        ),
    ]


def figures() -> list[Row]:
    return [
        Row(value="2 of 9", label="Projects that are red", rag="red", note="1 more than in June"),
        Row(value="42 days", label="Largest slip", rag="amber", note="Service desk opens"),
        Row(value="£725k", label="Saved so far", rag="green", note="of £1,110k planned", url="#"),
        Row(value="0", label="Decisions waiting", note="None is late"),
    ]


def conflicts() -> list[Row]:
    return [
        Row(
            name="achieved",
            label="What was achieved",
            saved="The contract was signed on 30 March.",
            typed="The contract was signed.\nThe first telephones were tried.",
        ),
        Row(name="help", label="Help needed", saved="", typed="A room for the training."),
    ]


def tabs() -> list[Row]:
    return [
        Row(label="Overview", url="#", is_current=True),
        Row(label="Reports", url="#", count=12),
        Row(label="Milestones", url="#", count=4),
        Row(label="Benefits", url="#", count=0),
        Row(label="History", url="#"),
    ]


def pages() -> Row:
    page = Paginator(range(240), 20).page(5)
    return Row(page=page, numbers=list(page.paginator.get_elided_page_range(5)))


class ProjectFilter(forms.Form):
    """The filter of a list of projects."""

    word = forms.CharField(label="Word in the title", required=False)
    rag = forms.MultipleChoiceField(
        label="Overall rating",
        choices=[(rag or "none", rag_words(rag)) for rag in RAGS],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    stage = forms.ChoiceField(
        label="Stage", choices=[("", "Any"), ("d", "Delivery")], required=False
    )


class SampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(help_text="As it is printed in papers.", max_length=60)
    email = forms.EmailField(
        label="Email address", required=False, widget=forms.EmailInput({"autocomplete": "email"})
    )
    summary = forms.CharField(widget=forms.Textarea({"rows": 4}), required=False)
    category = forms.ChoiceField(choices=[("", "Choose"), ("a", "Access"), ("b", "Buildings")])
    start = DayField(label="Start date", help_text="For example, 27 March 2012 or 27/3/2012.")
    budget = PoundsField(help_text="For example, 1,234.50, 525k or 1.2m.")
    overall = RagField(label="Overall rating")
    stage = forms.ChoiceField(
        choices=[("idea", "Idea"), ("delivery", "Delivery"), ("closed", "Closed")],
        widget=forms.RadioSelect,
    )
    wards = forms.MultipleChoiceField(
        label="Wards affected",
        choices=[("n", "North Wolder"), ("s", "South Wolder"), ("h", "Harbour")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    paper = forms.FileField(required=False)
    is_public = forms.BooleanField(
        label="Anyone may read this", required=False, help_text="Uncheck it for an exempt paper."
    )


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(
        label="Why do you archive it?", widget=forms.Textarea({"rows": 3}), required=False
    )


def sample_values() -> dict[str, Any]:
    return {
        "title": "Customer service centre",
        "email": "maud.thirlby@wolderby.example",
        "summary": "One place to ask, by telephone, in person or on the website.",
        "category": "a",
        "start": datetime.date(2012, 3, 27),
        "budget": 52_500_000,
        "overall": "amber",
        "stage": "delivery",
        "wards": ["n", "h"],
        "is_public": True,
    }


def wrong_form() -> SampleForm:
    data = {
        "wrong-title": "",
        "wrong-email": "maud.thirlby",
        "wrong-start": "31 February 2012",
        "wrong-budget": "about a million",
        "wrong-overall": "red",
        "wrong-category": "z",
    }
    form = SampleForm(data, prefix="wrong")
    form.full_clean()
    return form
