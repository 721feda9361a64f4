"""Forms of papers and their parts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from documents.format import HeaderField
from governance.models import Board
from meetings.models import Meeting
from people import policy
from people.choices import Act
from people.models import Person, Ward
from programmes.models import Programme
from records.choosing import Suggesting
from records.fields import ParagraphsField
from records.forms import READ_FROM_NOTHING, AttachedFileForm, RecordForm, limit
from reports.choices import ClearanceState
from reports.models import (
    Annex,
    Appendix,
    BackgroundPaper,
    Clearance,
    DecisionPaper,
    Paper,
    PaperPicture,
    PaperSection,
    Recommendation,
    ReportFormat,
)
from reports.queries.clearances import clearing_officers
from reports.queries.formats import STANDARD, format_of_paper
from reports.queries.served import served_by
from uploads.limits import MEGABYTE
from values import clock, words
from values.spelling import alphabetical

PICTURES = (".png", ".jpg", ".jpeg")
PRESS = _("Press one of the two buttons.")
MARKUP = _(
    "A blank line starts a new paragraph, “- ” a bullet. What the records hold stands in "
    "[brackets] on a line of its own, a figure in {braces} in a sentence: choose them from “Blocks "
    "and figures”. “[^1]” is the mark of a footnote; its words stand on a line of their own after "
    "“[^1]:”. Words in another language are marked with its code: “[bore da](lang:cy)”."
)


def written_here() -> dict[str, str]:
    """What the toolbar of a text box must know: where pasted text is read, and its words."""
    return {
        "data-prose": reverse("records:read_pasted"),
        "data-words-toolbar": gettext("Formatting"),
        "data-words-bold": gettext("Bold"),
        "data-words-italics": gettext("Italics"),
        "data-words-heading": gettext("Heading"),
        "data-words-bullets": gettext("Bullets"),
        "data-words-numbers": gettext("Numbers"),
        "data-words-table": gettext("Table"),
        "data-words-link": gettext("Link"),
        "data-words-footnote": gettext("Footnote"),
        "data-words-language": gettext("Language"),
    }


class ProgrammesField(forms.ModelMultipleChoiceField):
    """Programmes to tick. A key that no database can hold names none of them."""

    def _check_values(self, value: Any) -> Any:
        try:
            return super()._check_values(value)  # type: ignore[misc]  # stubs lack it
        except OverflowError as error:
            message = self.error_messages["invalid_choice"]
            raise forms.ValidationError(message, params={"value": value[0]}) from error


class PaperForm(RecordForm):
    beside = ("programmes",)

    programmes = ProgrammesField(
        Programme.objects.none(),
        label=_("Programmes that it serves"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Its blocks and figures come from all of these, and anyone who may see all of these "
            "may read the draft. A paper may serve none."
        ),
    )

    class Meta(RecordForm.Meta):
        model = Paper
        fields = (
            "title",
            "format",
            "board",
            "meeting",
            "meeting_on",
            "agenda_item",
            "report_of",
            "signatory",
            "signatory_lines",
            "contact",
            "contact_lines",
            "divisions_affected",
            "reference_code",
            "late_reason",
            "urgency_reason",
            "key_decision",
            "exemption",
            "exempt_paragraphs",
        )
        widgets = {"divisions_affected": Suggesting()}

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        boards = Board.objects.live().order_by(alphabetical("title"), "id")
        where_none = (_("There is no board yet."), _("Add a board"), "governance:board_add")
        limit(self, "board", boards, _("Choose a board or committee"), where_none)
        self._offer_programmes(person)
        self._offer_meetings(person)
        formats = ReportFormat.objects.live().order_by(alphabetical("title"), "id")
        none_yet = (_("There is no report format yet."), _("Add one"), "reports:format_add")
        limit(self, "format", formats, _("Choose a format"), none_yet)
        if self.instance.pk is None and not self.initial.get("format"):
            self.initial["format"] = formats.filter(key=STANDARD).first()
        wards = Ward.objects.live().order_by(alphabetical("name"), "id")
        affected = self.fields["divisions_affected"]
        affected.help_text = _("“All”, or the names of wards and divisions, with commas between.")
        affected.widget.suggestions = [(ward.name, ward.get_kind_display()) for ward in wards]

    def _offer_programmes(self, person: Person) -> None:
        """Those whose papers a person may write, and those that the paper serves already."""
        paper, programmes = self.instance, Programme.objects
        served = served_by(paper) if paper.pk else tuple(filter(None, [paper.programme]))
        keys = [one.pk for one in served]
        writable = programmes.filter(policy.where_may(person, Act.EDIT_PAPERS, Programme)).live()
        offered = programmes.filter(Q(pk__in=writable.values("pk")) | Q(pk__in=keys))
        field = cast(ProgrammesField, self.fields["programmes"])
        field.queryset = offered.order_by(alphabetical("title"), "id")
        field.initial = keys

    def _offer_meetings(self, person: Person) -> None:
        """Those that are still to come, of any board that a person sees: the board is chosen in the
        same form."""
        coming = Meeting.objects.visible_to(person).coming(clock.now()).select_related("board")
        limit(self, "meeting", coming, _("No meeting planned here"))
        field = cast(forms.ModelChoiceField, self.fields["meeting"])
        field.label_from_instance = _meeting_words  # type: ignore[assignment,method-assign]

    def values(self) -> dict[str, Any]:
        return super().values() | {"programmes": list(self.cleaned_data["programmes"])}


def _meeting_words(meeting: Meeting) -> str:
    return f"{words.day(meeting.held_on)}, {meeting.board.title}"


class PaperSectionForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = PaperSection
        fields = ("heading", "level", "body", "language", "after", "position")
        help_texts = {"body": MARKUP}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].widget.attrs |= {"rows": 16, **written_here()}
        paper, key = self.instance.paper, self.instance.key
        of_format = {part.key: part.heading for part in format_of_paper(paper).format.written}
        its = PaperSection.objects.live().filter(paper=paper).in_order()
        headings = of_format | {s.key: s.heading or of_format.get(s.key, "") for s in its}
        others = [(k, said or k) for k, said in headings.items() if k != key]
        self.fields["after"] = forms.ChoiceField(
            label=_("Stands after"),
            required=False,
            choices=[("", _("Where the format has it")), *others],
        )
        heading = self.fields["heading"]
        heading.required = key not in of_format
        if key in of_format:
            heading.help_text = _("Empty: “%(heading)s”, as the format says.") % {
                "heading": of_format[key]
            }


class HeaderValuesForm(forms.Form):
    """The header fields that a format has of its own: one box for each."""

    hides_optional = True

    def __init__(self, fields: Iterable[HeaderField], values: Any, data: Any = None) -> None:
        # A field may be called "version", as what every form says of its record is.
        super().__init__(data, prefix="header")
        for each in fields:
            self.fields[each.key] = forms.CharField(
                label=each.name,
                help_text=each.help,
                max_length=300,
                required=False,
                initial=values.get(each.key, ""),
            )


class RecommendationForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Recommendation
        fields = ("text", "position")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs |= written_here()


class OfficerField(forms.ModelChoiceField):
    """People, each with the roles by which they clear: {id: words}."""

    roles: dict[int, str] = {}

    def label_from_instance(self, obj: Person) -> str:
        return f"{obj.name} ({self.roles[obj.pk]})"


class ClearanceForm(RecordForm):
    """Asks somebody for a clearance; they answer on a form of their own (`GiveClearanceForm`)."""

    beside = ("kind", "officer")  # chosen here, once

    kind = forms.ChoiceField(label=_("Kind"), widget=forms.RadioSelect)
    officer = OfficerField(
        Person.objects.none(),
        label=_("Who is asked"),
        empty_label=_("Choose an officer"),
        help_text=_("Anyone who may clear this paper and read it."),
        error_messages={"required": _("Choose who is asked")},
    )

    class Meta(RecordForm.Meta):
        model = Clearance
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        paper = self.instance.paper
        asked = set(Clearance.objects.live().filter(paper=paper).values_list("kind", flat=True))
        kind = cast(forms.ChoiceField, self.fields["kind"])
        named = format_of_paper(paper).format.clearance_kinds
        kind.choices = [(each.key, each.heading) for each in named if each.key not in asked]
        officer = cast(OfficerField, self.fields["officer"])
        officer.roles = clearing_officers(paper)
        officer.queryset = Person.objects.filter(pk__in=officer.roles).order_by(
            alphabetical("name"), "id"
        )

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("kind", "officer")}


def version_read() -> forms.CharField:
    """The digest of the version of a paper that was read before acting on it."""
    return forms.CharField(
        widget=forms.HiddenInput,
        max_length=64,
        error_messages={"required": READ_FROM_NOTHING, "max_length": READ_FROM_NOTHING},
    )


class GiveClearanceForm(RecordForm):
    """What an officer says about the version that they read, and by which button."""

    hides_optional = True
    reason = None  # type: ignore[assignment]  # Django's way to leave it out: the comments say why
    expected = version_read()
    printed = version_read()
    decision = forms.ChoiceField(
        choices=[(ClearanceState.CLEARED, ""), (ClearanceState.NOT_CLEARED, "")],
        widget=forms.HiddenInput,
        error_messages={"required": PRESS, "invalid_choice": PRESS},
    )

    class Meta(RecordForm.Meta):
        model = Clearance
        fields = ("text", "initials", "given_on")
        help_texts = {
            "text": _(
                "To clear the paper, give the comments to print in it. Otherwise say what must "
                "change first."
            )
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["version"], self.fields["form_key"]
        self.fields["text"].required = True
        self.fields["initials"].help_text = _("Printed with the day when you clear it.")
        self.fields["given_on"].help_text = _("Printed. Today, unless you signed off before.")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        is_cleared = data.get("decision") == ClearanceState.CLEARED
        if is_cleared and not data.get("initials") and "initials" not in self.errors:
            self.add_error("initials", _("Enter the initials."))
        return data


class PublishForm(forms.Form):
    """Publishes the version that was read, in place of the publication that was then the `last`;
    after the first one it says what is corrected."""

    expected = version_read()
    last = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=0,
        error_messages={"required": READ_FROM_NOTHING, "invalid": READ_FROM_NOTHING},
    )
    correction = ParagraphsField(
        label=_("What is corrected"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Printed at the top of the paper, in a sentence or two."),
        error_messages={"required": _("Say what is corrected.")},
    )

    def __init__(self, *args: Any, is_first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["correction"].required = not is_first


class BackgroundPaperForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = BackgroundPaper
        fields = ("title", "position")


class DecisionPaperForm(RecordForm):
    """Which paper a decision was made on; `person` chooses among those that they may read."""

    class Meta(RecordForm.Meta):
        model = DecisionPaper
        fields = ("paper",)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        papers = Paper.objects.live().visible_to(person).order_by(alphabetical("title"), "id")
        limit(self, "paper", papers, _("Choose a paper"))


class AnnexForm(RecordForm):
    """Which paper it is is chosen once."""

    class Meta(RecordForm.Meta):
        model = Annex
        fields = ("annexed", "position")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            del self.fields["annexed"]

    def offer_papers(self, person: Person) -> None:
        """Offer the papers that a person may read."""
        others = Paper.objects.live().filter(restriction=None).exclude(pk=self.instance.paper_id)
        papers = others.visible_to(person).order_by(alphabetical("title"), "id")
        limit(self, "annexed", papers, _("Choose a paper"))


class PictureForm(AttachedFileForm):
    """A picture for the text: what is printed below it, and what it shows."""

    class Meta(RecordForm.Meta):
        model = PaperPicture
        fields = ("title", "alternative")
        labels = {"title": _("Printed below it")}
        help_texts = {"title": _("Such as “Figure 1: the front of the library in 2026”.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            most = settings.UPLOAD_MOST_BYTES // MEGABYTE
            self.fields["file"].help_text = gettext("PNG or JPEG, at most %(most)d MB.") % {
                "most": most
            }

    def clean_file(self) -> Any:
        sent = self.cleaned_data["file"]
        if not sent.name.lower().endswith(PICTURES):
            raise ValidationError(_("Choose a PNG or JPEG picture."))
        return sent


class AppendixForm(AttachedFileForm):
    class Meta(RecordForm.Meta):
        model = Appendix
        fields = ("title", "position")
