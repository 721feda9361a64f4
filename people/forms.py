"""Forms of people and appointments, and the shape of every record's form."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.conf import settings
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from audit import clock
from audit.change_sets import SYSTEM_ID
from audit.fields import LongTextField, PenceField
from people.choices import ResetReason, Role, ScopeKind
from people.choosing import NOBODY, Directory, PersonByName, told_apart
from people.fields import DayField, ParagraphsField, PoundsField
from people.models import (
    Appointment,
    OrganisationUnit,
    Person,
    RestrictedReader,
    Restriction,
    Scope,
    Ward,
)
from people.paragraphs import choices_on
from people.uploads.limits import MEGABYTE

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def form_field(field: models.Field, **kwargs: Any) -> forms.Field | None:
    """The house's form field for a model field: days in three parts, money in pounds."""
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        return field.formfield(form_class=DayField, **kwargs)
    if isinstance(field, PenceField):
        return PoundsField(
            label=capfirst(field.verbose_name), required=not field.blank, help_text=field.help_text
        )
    if isinstance(field, LongTextField):
        rows = forms.Textarea(attrs={"rows": 5})
        return field.formfield(form_class=ParagraphsField, widget=rows, **kwargs)
    if field.choices and not field.remote_field:
        return _choice(field, **kwargs)
    if isinstance(field, models.IntegerField):
        kwargs["widget"] = forms.NumberInput(attrs={"class": "govuk-input--width-4"})
    if field.name == "position":
        kwargs["help_text"] = _("The lowest number comes first.")
    length = field.max_length if type(field) is models.CharField else None
    if length is not None and length <= 60:
        wide = 10 if length <= 20 else 20
        kwargs["widget"] = forms.TextInput(attrs={"class": f"govuk-input--width-{wide}"})
    return field.formfield(**kwargs)


def _choice(field: models.Field, **kwargs: Any) -> forms.Field | None:
    if len(list(field.choices or ())) <= 6:
        kwargs["widget"] = forms.RadioSelect
    found: Any = field.formfield(**kwargs)
    if isinstance(found.widget, forms.RadioSelect) and found.required:
        found.choices = [choice for choice in found.choices if choice[0] != ""]
    return found


def limit(
    form: forms.BaseForm,
    name: str,
    records: models.QuerySet,
    empty_label: StrOrPromise | None = None,
) -> None:
    """Let a field choose among these records only, and what is chosen already: that may have been
    archived since. `empty_label` is the words for no choice."""
    field = cast(forms.ModelChoiceField, form.fields[name])
    chosen = getattr(getattr(form, "instance", None), f"{name}_id", None)
    field.queryset = records | records.model.objects.filter(pk=chosen) if chosen else records
    if empty_label is not None:
        field.empty_label = empty_label


READ_FROM_NOTHING = _("Open this page again: it does not say what it was read from.")


class RecordForm(forms.ModelForm):
    """The form of a tracked record: it checks shape and saves nothing.

    `version` is the version that was read, so that nobody overwrites what somebody else saved.
    A change may say why; that a record is new is reason enough.
    """

    version = forms.IntegerField(
        widget=forms.HiddenInput,
        required=False,
        error_messages={"required": READ_FROM_NOTHING, "invalid": READ_FROM_NOTHING},
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label=_("Why this change"),
        max_length=300,
        required=False,
        help_text=_("Whoever reads the history will see it."),
    )

    class Meta:
        formfield_callback = form_field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.fields.pop("reason", None)
        else:
            self.fields["version"].required = True

    def _post_clean(self) -> None:
        """Also what an action leaves to the database: a form says all that is wrong at once."""
        super()._post_clean()  # type: ignore[misc]  # Django's own, as the next
        left_out = self._get_validation_exclusions()  # type: ignore[attr-defined]
        for error in self.instance.refused_by_checks(left_out):
            self.add_error(None, error)

    def values(self) -> dict[str, Any]:
        """The record's fields as they were typed, cleaned."""
        own = set(self.Meta.fields)
        return {name: value for name, value in self.cleaned_data.items() if name in own}


class AttachedFileForm(RecordForm):
    """A new record's file is sent with it; later all but the file can be changed."""

    beside = ("file",)  # shown, and no field of the record

    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"class": "govuk-file-upload"}),
        error_messages={"required": _("Choose a file.")},
        max_length=255,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            del self.fields["file"]
            return
        self.fields["file"].help_text = gettext(
            "PDF, Word, Excel, PowerPoint, OpenDocument, picture, CSV or text. At most %(most)d MB."
        ) % {"most": settings.UPLOAD_MOST_BYTES // MEGABYTE}

    def values(self) -> dict[str, Any]:
        sent = self.cleaned_data.get("file")
        return super().values() | ({"file": sent} if sent else {})


class PersonForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Person
        fields = ("name", "job_title", "organisation_unit", "email", "telephone")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = OrganisationUnit.objects.live().order_by("name", "id")
        limit(self, "organisation_unit", units, _("No unit"))


class OrganisationUnitForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = OrganisationUnit
        fields = ("name", "kind", "parent")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = OrganisationUnit.objects.live().order_by("name", "id")
        limit(self, "parent", units.exclude(pk=self.instance.pk), _("No other unit"))


class WardForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Ward
        fields = ("name", "kind")


class AppointmentForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Appointment
        fields = (
            "role",
            "person",
            "post",
            "group",
            "limited_to",
            "starts_on",
            "ends_on",
            "is_suggested",
            "is_voting",
            "position",
        )

    def __init__(self, *args: Any, roles: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role = cast(forms.ChoiceField, self.fields["role"])
        offered = [(r.value, r.label) for r in Role if r in roles]
        role.choices = [("", _("Choose a role")), *offered]
        people = Person.objects.live().exclude(pk=SYSTEM_ID).order_by("name", "id")
        limit(self, "person", people, _("Nobody"))
        boards = Scope.objects.live().filter(kind=ScopeKind.BOARD)
        limit(self, "group", boards.order_by("title", "id"), _("No board or group"))


class HandOverForm(forms.Form):
    """Who takes over what somebody holds: one successor for all lines, or another for one of them.

    `lines` are what is held, each with a key, a name and whether it is a role. Each has a tick,
    `take-…`, and a box, `to-…`.
    """

    hides_optional = True

    last_day = DayField(label=_("Last day"))
    first_day = DayField(
        label=_("First day of the successor"),
        required=False,
        help_text=_("The day after the last day, when you leave this empty."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        required=False,
        help_text=_("Such as: leaves the council. Whoever reads the history will see it."),
    )
    deactivate = forms.BooleanField(
        label=_("Deactivate them now"),
        required=False,
        help_text=_("They can no longer sign in or be appointed. Nothing is deleted."),
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, lines: Sequence[Any], leaver: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        people = Person.objects.live().exclude(pk__in=[SYSTEM_ID, leaver.pk])
        self.directory = Directory(people.order_by("name", "id"))
        self.fields["successor"] = PersonByName(
            self.directory,
            label=_("Successor"),
            required=False,
            help_text=_("Type a name, and choose from the list."),
        )
        for line in lines:
            self.fields[f"take-{line.key}"] = forms.BooleanField(
                label=line.what, required=False, initial=True
            )
            self.fields[f"to-{line.key}"] = PersonByName(
                self.directory,
                label=_("Who takes over: %(what)s") % {"what": line},
                required=False,
                or_nobody=True,
            )
        self.order_fields(["successor"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        last_day = cleaned.get("last_day")
        if last_day and not cleaned.get("first_day") and "first_day" not in self.errors:
            try:
                cleaned["first_day"] = last_day + timedelta(days=1)
            except OverflowError:
                self.add_error("last_day", _("Last day must be a real date"))
        for_all = [
            line
            for line in self.ticked(cleaned)
            if not cleaned.get(f"to-{line.key}") and f"to-{line.key}" not in self.errors
        ]
        if for_all and not cleaned.get("successor") and "successor" not in self.errors:
            self.add_error("successor", _("Choose who takes over."))
        return cleaned

    def ticked(self, cleaned: dict[str, Any]) -> list[Any]:
        return [line for line in self.lines if cleaned.get(f"take-{line.key}")]

    def names_others(self) -> bool:
        """Whether something was ticked that is none of the lines: somebody else's, or theirs no
        more."""
        own = {f"take-{line.key}" for line in self.lines}
        return any(name.startswith("take-") and name not in own for name in self.data)

    def chosen(self) -> list[tuple[Any, Person | None]]:
        """(line, who takes it over; None for nobody) of what is ticked."""
        cleaned = self.cleaned_data
        found: list[tuple[Any, Person | None]] = []
        for line in self.ticked(cleaned):
            to = cleaned[f"to-{line.key}"] or cleaned["successor"]
            found.append((line, None if to == NOBODY else to))
        return found

    def rows(self) -> list[tuple[Any, forms.BoundField, forms.BoundField]]:
        """(line, its tick, its box), as the page shows them."""
        return [(line, self[f"take-{line.key}"], self[f"to-{line.key}"]) for line in self.lines]


class MergeForm(forms.Form):
    """Who a duplicate is, and how one knows."""

    kept = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("This is the same person as"),
        empty_label=_("Choose"),
        help_text=_("The record that is kept."),
        error_messages={"required": _("Choose the record that is kept.")},
    )
    reason = forms.CharField(
        label=_("How you know"),
        max_length=300,
        help_text=_("Such as: entered twice. Whoever reads the history will see it."),
        error_messages={"required": _("Say how you know that they are the same person.")},
    )

    def __init__(self, *args: Any, duplicate: Person, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Person.objects.live().exclude(pk__in=[SYSTEM_ID, duplicate.pk, by.pk])
        limit(self, "kept", people.order_by("name", "id"))
        choice: Any = self.fields["kept"]
        choice.label_from_instance = told_apart


class RestrictionForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Restriction
        fields = ("paragraph", "public_title", "public_interest", "proper_officer", "review_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        paragraph = cast(forms.ChoiceField, self.fields["paragraph"])
        offered = dict(choices_on(clock.today()))
        if self.instance.pk is not None:
            offered.setdefault(self.instance.paragraph, self.instance.get_paragraph_display())
        paragraph.widget = forms.RadioSelect()
        paragraph.choices = list(offered.items())
        people = Person.objects.live().exclude(pk=SYSTEM_ID).order_by("name", "id")
        limit(self, "proper_officer", people, _("Choose a person"))
        self.fields["review_on"].error_messages["required"] = _("Enter the day of the review")
        if self.instance.pk is None:
            self.fields["proper_officer"].help_text = _(
                "Who decides that it is not for the public. They may read it, and so may you; name "
                "others when it is saved."
            )


class RestrictedReaderForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = RestrictedReader
        fields = ("person", "why", "starts_on", "ends_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Person.objects.live().exclude(pk=SYSTEM_ID).order_by("name", "id")
        limit(self, "person", people, _("Choose a person"))
        self.fields["why"].error_messages["required"] = _("Say why they need to read it")


class ReleaseForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is released"),
        max_length=300,
        help_text=_("Everybody who may then see it can read this in its history."),
        error_messages={"required": _("Say why it is released.")},
    )


class AccountForm(forms.Form):
    sign_in_name = forms.CharField(label=_("Sign-in name"), max_length=150)


class ResetForm(forms.Form):
    """Why a second factor is reset: one of a few reasons, which may stand in a log."""

    reason = forms.ChoiceField(
        label=_("Reason"), choices=ResetReason.choices, widget=forms.RadioSelect
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)


class RestoreForm(forms.Form):
    """Why an earlier version is restored, and which version its reader saw as today's."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        error_messages={"required": _("Say why you restore this version.")},
    )
    version = forms.IntegerField(
        widget=forms.HiddenInput,
        error_messages={"required": READ_FROM_NOTHING, "invalid": READ_FROM_NOTHING},
    )
