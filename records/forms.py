"""The shape of every record's form, and of those that ask why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from audit.deciding import is_agreed
from people import policy
from people.choices import Act
from people.models import Person
from records import fields
from records.amounts import NumberField, NumberInput, PoundsField, WholeNumberField
from records.choosing import TYPE_A_NAME, Directory, PersonByName, everybody
from records.fields import ParagraphsField
from uploads.limits import MEGABYTE
from values.fields import DataChoiceField, DatedField, LongTextField, PartialDateField, PenceField
from values.spelling import alphabetical

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def form_field(field: models.Field, **kwargs: Any) -> forms.Field | None:
    """Our form field for a model field: dates in one box, money in pounds, people by name. A
    council has thousands of people: a form that offers only a few uses a field of its own."""
    if isinstance(field, DatedField) or type(field) is models.DateField:
        return _dated(field, **kwargs)
    if isinstance(field, PenceField):
        return PoundsField(
            label=capfirst(field.verbose_name), required=not field.blank, help_text=field.help_text
        )
    if isinstance(field, LongTextField):
        rows = forms.Textarea(attrs={"rows": 5})
        return field.formfield(form_class=ParagraphsField, widget=rows, **kwargs)
    if field.related_model is Person:
        return PersonByName(
            label=capfirst(field.verbose_name),
            required=not field.blank,
            help_text=field.help_text or TYPE_A_NAME,
        )
    if field.choices and not field.remote_field:
        return _choice(field, **kwargs)
    if isinstance(field, DataChoiceField):
        return field.formfield(**kwargs)
    if isinstance(field, models.URLField):
        kwargs["assume_scheme"] = "https"
    if isinstance(field, models.DecimalField):
        return field.formfield(form_class=NumberField, **kwargs)
    if isinstance(field, models.IntegerField):
        narrow = {"inputmode": "numeric", "class": "govuk-input--width-4"}
        kwargs |= {"form_class": WholeNumberField, "widget": NumberInput(narrow)}
    if field.name == "position":
        kwargs["help_text"] = _("The lowest number comes first.")
    length = field.max_length if type(field) is models.CharField else None
    if length is not None and length <= 60:
        wide = 10 if length <= 20 else 20
        kwargs["widget"] = forms.TextInput(attrs={"class": f"govuk-input--width-{wide}"})
    return field.formfield(**kwargs)


def _dated(field: models.Field, **kwargs: Any) -> forms.Field:
    settings = {"required": not field.blank, "help_text": field.help_text} | kwargs
    settings.setdefault("label", capfirst(str(field.verbose_name)))
    if isinstance(field, PartialDateField):
        return fields.PartialDateField(takes_unknown=field.takes_unknown, **settings)
    return fields.DayField(**settings)


def _choice(field: models.Field, **kwargs: Any) -> forms.Field | None:
    if len(list(field.choices or ())) <= 6:
        kwargs["widget"] = forms.RadioSelect
    form_field: Any = field.formfield(**kwargs)
    if isinstance(form_field.widget, forms.RadioSelect) and form_field.required:
        form_field.choices = [choice for choice in form_field.choices if choice[0] != ""]
    return form_field


def limit(
    form: forms.BaseForm,
    name: str,
    records: models.QuerySet,
    empty_label: StrOrPromise | None = None,
    where_none: tuple[StrOrPromise, StrOrPromise, str] | None = None,
) -> None:
    """Let a field choose only among these records, and the one already chosen, which may have been
    archived since. `empty_label` is the text for no choice. `where_none` is shown at a required
    field with nothing to choose: what is missing, and the text and page of a link."""
    field = cast(forms.ModelChoiceField, form.fields[name])
    chosen = getattr(getattr(form, "instance", None), f"{name}_id", None)
    field.queryset = records | records.model.objects.filter(pk=chosen) if chosen else records
    if empty_label is not None:
        field.empty_label = empty_label
    if where_none is not None and not field.queryset.exists():
        missing, label, page = where_none
        field.help_text = format_html(
            '{} <a class="govuk-link" href="{}">{}</a>.', missing, reverse(page), label
        )


def limit_to_places(
    form: forms.ModelForm,
    name: str,
    places: models.QuerySet,
    empty_label: StrOrPromise,
    *,
    person: Person,
    act: Act,
) -> None:
    """Let a field put its record among these places, where a person may do `act` there too: what
    links two records asks for a right to both. A person who may not do it where the record is now,
    or who has no choice, does not see the field."""
    field = cast(forms.ModelChoiceField, form.fields[name])
    chosen = getattr(form.instance, f"{name}_id")
    theirs = places.model.objects.filter(policy.where_may(person, act, places.model))
    may_leave = chosen is None or theirs.filter(pk=chosen).exists()
    offered = Q(pk__in=places.filter(pk__in=theirs.values("pk")).values("pk")) | Q(pk=chosen)
    field.queryset = places.model.objects.filter(offered).order_by(alphabetical("title"), "id")
    field.empty_label = empty_label
    if not may_leave or not field.queryset.exists():
        del form.fields[name]


READ_FROM_NOTHING = _("Open this page again: it has lost track of the version you were editing.")


@dataclass(frozen=True)
class LastTime:
    """What the record before this one said: which one it is, and its words and ratings by field. A
    rating may be empty, which is not rated."""

    label: str
    words: Mapping[str, str]
    ratings: Mapping[str, str]


class RecordForm(forms.ModelForm):
    """The form of a tracked record: it checks shape and saves nothing.

    `version` is the version that was read, so that nobody overwrites what somebody else saved. A
    change may give a reason; for a new record, being new is reason enough."""

    directory: Directory | None = None  # for its boxes for people, if it has any
    last_time: LastTime | None = None  # shown beside its boxes, for a record that comes again

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
        help_text=_("Anyone who reads the history will see it."),
    )

    class Meta:
        formfield_callback = form_field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.fields.pop("reason", None)
        else:
            self.fields["version"].required = True
            self._leave_agreed()
        self._open_directory()

    def boxes_with_last(self) -> Iterator[tuple[forms.BoundField, bool, str, str | None]]:
        """Each box, whether last time's answer stands beside it, its words, and its rating."""
        words = self.last_time.words if self.last_time else {}
        ratings = self.last_time.ratings if self.last_time else {}
        for box in self.visible_fields():
            has_last = box.name in words or box.name in ratings
            yield box, has_last, words.get(box.name, ""), ratings.get(box.name)

    def _leave_agreed(self) -> None:
        """What is agreed changes by a decision, on a page of its own."""
        for name in self.instance.only_by_decision:
            if name in self.fields and is_agreed(self.instance, name):
                del self.fields[name]

    def _open_directory(self) -> None:
        """One directory for all boxes, including everybody whom the record already names."""
        boxes = {n: box for n, box in self.fields.items() if isinstance(box, PersonByName)}
        if boxes:
            named = {name: getattr(self.instance, f"{name}_id", None) for name in boxes}
            chosen = [key for key in named.values() if key is not None]
            self.directory = Directory(everybody(with_=chosen))
            for name, box in boxes.items():
                box.directory, box.named = self.directory, named[name]

    def add_error(self, field: str | None, error: Any) -> None:
        """What a record refuses in a field that this form does not ask for, such as one that is
        agreed, is said above the form."""
        if field is None and hasattr(error, "error_dict"):
            for name, errors in error.error_dict.items():
                super().add_error(name if name in self.fields else None, errors)
            return
        super().add_error(field, error)

    def _post_clean(self) -> None:
        """Includes what an action leaves to the database: a form reports all errors at once."""
        super()._post_clean()  # type: ignore[misc]  # Django's own, as the next
        left_out = self._get_validation_exclusions()  # type: ignore[attr-defined]
        for error in self.instance.refused_by_checks(left_out):
            self.add_error(None, error)

    def values(self) -> dict[str, Any]:
        """The record's fields as typed, cleaned."""
        own = set(self.Meta.fields)
        return {name: value for name, value in self.cleaned_data.items() if name in own}


class AttachedFileForm(RecordForm):
    """A new record's file is sent with it; later everything except the file can be changed."""

    beside: tuple[str, ...] = ("file",)  # shown, but not a field of the record

    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"class": "govuk-file-upload"}),
        error_messages={"required": _("Choose a file.")},
        max_length=255,
    )
    waiting_file = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            del self.fields["file"], self.fields["waiting_file"]
            return
        self.fields["file"].help_text = gettext(
            "PDF, Word, Excel, PowerPoint, OpenDocument, picture, CSV or text. At most %(most)d MB."
        ) % {"most": settings.UPLOAD_MOST_BYTES // MEGABYTE}

    def shows_waiting(self, name: str, number: str) -> None:
        """Record that the file waits, under a number, until the form is sent again."""
        sent = cast(QueryDict, self.data).copy()
        sent["waiting_file"] = number
        self.data = sent
        message = gettext(
            "We have kept “%(name)s”. Choose a file only if you want a different one."
        )
        self["file"].help_text = message % {"name": name}

    def values(self) -> dict[str, Any]:
        sent = self.cleaned_data.get("file")
        return super().values() | ({"file": sent} if sent else {})


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)


class RestoreForm(forms.Form):
    """Why an earlier version is restored, and which version its reader saw as the present one."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        error_messages={"required": _("Say why you are restoring this version.")},
    )
    version = forms.IntegerField(
        widget=forms.HiddenInput,
        error_messages={"required": READ_FROM_NOTHING, "invalid": READ_FROM_NOTHING},
    )
