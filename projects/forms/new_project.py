"""The form of a new project, with its lead and its first milestones: one page, all or nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.models import Person
from projects.forms.projects import ProjectForm
from records.choosing import TYPE_A_NAME, Directory, PersonByName, everybody
from records.fields import ParagraphsField
from values.fields import in_range
from values.partial_dates import PartialDate
from values.typed_dates import NotUnderstood, read_partial

MOST_LINES = 50
LONGEST_TITLE = 300


class NewProjectForm(ProjectForm):
    beside = ("lead", "lead_limited_to", "first_milestones")
    field_order = (
        "title", "summary", "lead", "lead_limited_to", "starts_on", "expected_end_on",
        "first_milestones", "category", "parent", "printed_number", "second_title",
    )  # fmt: skip

    lead = PersonByName(
        label=_("Project lead"),
        required=False,
        help_text=TYPE_A_NAME,
    )
    lead_limited_to = forms.CharField(
        label=_("Lead of a part only"),
        max_length=100,
        required=False,
        help_text=_("Such as Schools. Leave empty if the whole project is led."),
    )
    first_milestones = ParagraphsField(
        label=_("First milestones"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "One on each line: title; date; owner. Such as “Go-live; November 2026; Ann Lee”. "
            "You can leave the owner out, and paste rows from a spreadsheet."
        ),
    )

    def clean_first_milestones(self) -> list[dict[str, Any]]:
        """The milestones as fields. Raises ValidationError with a sentence for each wrong line."""
        lines = self.cleaned_data["first_milestones"].splitlines()
        typed = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
        if len(typed) > MOST_LINES:
            facts = {"most": MOST_LINES}
            raise ValidationError(gettext("Enter at most %(most)d milestones.") % facts)
        found, wrong = [], []
        for number, line in typed:
            try:
                found.append(self._milestone(line))
            except ValidationError as error:
                where = {"number": number, "why": " ".join(error.messages)}
                wrong.append(gettext("Line %(number)d: %(why)s") % where)
        if wrong:
            raise ValidationError(wrong)
        return found

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("lead_limited_to") and not data.get("lead") and "lead" not in self.errors:
            self.add_error("lead", gettext("Name the lead who is limited to this part."))
        return data

    def _milestone(self, line: str) -> dict[str, Any]:
        title, *rest = (part.strip() for part in line.split("\t" if "\t" in line else ";"))
        if not title:
            raise ValidationError(gettext("it has no title."))
        if len(title) > LONGEST_TITLE:
            raise ValidationError(gettext("its title must have 300 characters or fewer."))
        if len(rest) > 2:
            raise ValidationError(gettext("it has more than three parts: title; date; owner."))
        when, name = (*rest, "", "")[:2]
        return {
            "title": title,
            "baseline_on": _date(when) if when else None,
            "owner": self._owner(name) if name else None,
        }

    def _owner(self, name: str) -> Person:
        directory = self.directory or Directory(everybody())
        person = directory.recognise(name)
        if person.is_archived:
            raise ValidationError(gettext("%(name)s is deactivated.") % {"name": person})
        return person

    def values(self) -> dict[str, Any]:
        return super().values() | {name: self.cleaned_data[name] for name in self.beside}


def _date(text: str) -> PartialDate:
    try:
        when = read_partial(text)
    except NotUnderstood as error:
        raise ValidationError(str(error) % {"label": f"“{text[:60]}”"}) from None
    in_range(when)
    return when
