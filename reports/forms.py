"""Forms of papers and their parts."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from audit import clock
from audit.change_sets import SYSTEM_ID
from governance.models import Board
from people.choosing import Suggesting
from people.forms import AttachedFileForm, RecordForm, limit
from people.models import Person, Ward
from reports.models import Appendix, BackgroundPaper, Paper, PaperSection, Recommendation, SignOff

MARKUP = _(
    "A blank line starts a new paragraph. A line that begins with “- ” is a bullet. "
    "On a line of its own, [vision], [principles], [projects], [milestones], [indicators], "
    "[savings] or [funding] prints what the records hold; [changes] prints what changed since the "
    "programme’s last paper. In a sentence, {board}, {programme}, "
    "{start}, {expected end} and {projects count} do the same, and [para: key] prints the number "
    "of another section’s first paragraph."
)


class PaperForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Paper
        fields = (
            "title",
            "board",
            "meeting_on",
            "agenda_item",
            "report_of",
            "signatory",
            "contact",
            "divisions_affected",
            "reference_code",
        )
        widgets = {"divisions_affected": Suggesting()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        committees = Board.objects.live().committees().order_by("title", "id")
        limit(self, "board", committees, empty_label=_("Choose a committee"))
        people = Person.objects.live().exclude(pk=SYSTEM_ID).order_by("name", "id")
        limit(self, "signatory", people, empty_label=_("Nobody yet"))
        limit(self, "contact", people, empty_label=_("Nobody yet"))
        wards = Ward.objects.live().order_by("name", "id")
        affected = self.fields["divisions_affected"]
        affected.help_text = _("“All”, or the names of wards and divisions, with commas between.")
        affected.widget.suggestions = [(ward.name, ward.get_kind_display()) for ward in wards]


class PaperSectionForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = PaperSection
        fields = ("heading", "level", "body", "position")
        help_texts = {"body": MARKUP}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].widget.attrs["rows"] = 16


class RecommendationForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Recommendation
        fields = ("text", "position")


class SignOffForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = SignOff
        fields = ("kind", "initials", "cleared_on", "text", "position")

    def clean_cleared_on(self) -> Any:
        day = self.cleaned_data["cleared_on"]
        if day and day > clock.today():
            self.add_error("cleared_on", _("The date must not be in the future."))
        return day


class BackgroundPaperForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = BackgroundPaper
        fields = ("title", "position")


class AppendixForm(AttachedFileForm):
    class Meta(RecordForm.Meta):
        model = Appendix
        fields = ("title", "position")
