"""What papers draw from papers: what changed since the last one, and its meeting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy

from documents.content import LiveContent
from records.blocks import About, Block, Choices, Figure, One, Told, field_words
from reports.models import Paper
from reports.queries.comparison import changes_since_last_paper, last_meeting
from values import words


class SinceChoices(Choices):
    since = One(
        gettext_lazy("Since"),
        lambda about: [
            ("programme", gettext_lazy("The last paper about the programme")),
            ("committee", gettext_lazy("This committee last saw a paper about it")),
        ],
    )


class Changes(Block):
    """What changed in the programme since the meeting that its last paper was for, or since this
    committee last had one: not its people, nor what projects keep in their files."""

    name, label, form = "changes", gettext_lazy("What changed"), SinceChoices

    def read(self, about: About, chosen: Mapping[str, Any]) -> LiveContent:
        is_its_own = chosen["since"] == "committee"
        return changes_since_last_paper(about, is_its_own)


class LastMeeting(Figure):
    """The day of the last meeting for which there was a paper about the programme."""

    name, label, form = "last meeting", gettext_lazy("Last meeting"), SinceChoices

    def read(self, about: About, chosen: Mapping[str, Any]) -> Told:
        on = last_meeting(about, of_committee=chosen["since"] == "committee")
        of = ((Paper, {"programme_id__in": about.programme_ids}),)
        field = field_words(Paper, "meeting_on")
        return Told(words.day(on) if on else "", field=field, of=of)


class Meeting(Figure):
    """The day of the meeting that this paper is for."""

    name, label = "meeting", gettext_lazy("Meeting")
    needs_programme = False
    is_of_paper = True

    def read(self, about: About, chosen: Mapping[str, Any]) -> Told:
        return Told(
            words.day(about.meeting_on) if about.meeting_on else "",
            record=about.paper.title,
            field=field_words(Paper, "meeting_on"),
            page=("reports:paper_detail", (about.paper.reference,)),
            of=((Paper, {"id": about.paper.id}),),
        )


PAPER = (Changes(), LastMeeting(), Meeting())
"""What `reports` lets papers ask for."""
