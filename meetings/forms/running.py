"""The forms with which a meeting is run: who came, what was declared, decided and minuted."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.choices import GateOutcome
from meetings.actions.outcomes import COUNTS
from meetings.choices import SITTING, InterestKind, ItemState, Outcome, Presence, VoteCast
from meetings.models import AgendaItem, Interest, ItemDecision
from meetings.queries.agendas import ItemRow
from meetings.queries.sitting import Sitter, Sitting
from people.models import Person
from records.choosing import TYPE_A_NAME, Directory, PersonByName, everybody
from records.fields import DayField
from records.forms import RecordForm
from values.spelling import is_called

OF_SEATS = (Presence.PRESENT, Presence.APOLOGIES, Presence.SUBSTITUTED, Presence.ABSENT)


class LargeRadios(forms.RadioSelect):
    """Radios in a row, large enough for a finger."""

    template_name = "meetings/large_radio.html"


class Acting(forms.Form):
    """A form of the page on which a meeting is run. It acts once, however often it is sent."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    act = ""
    """What it does, as its page names it."""

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        initial = {"form_key": uuid.uuid4(), **kwargs.pop("initial", {})}
        super().__init__(data, initial=initial, auto_id=f"id_{self.act}_%s", **kwargs)

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "form_key"}


def _text(label: Any, *, required: bool = False, rows: int = 3, **kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, widget=forms.Textarea({"rows": rows}), **kwargs
    )


def _choices(choices: type[TextChoices], *values: Any) -> list[tuple[str, str]]:
    return [(value, str(choices(value).label)) for value in values or choices.values]


@dataclass(frozen=True)
class SeatFields:
    """The boxes of one seat."""

    sitter: Sitter
    presence: forms.BoundField
    substitute: forms.BoundField
    from_item: forms.BoundField
    until_item: forms.BoundField

    @property
    def is_in_part(self) -> bool:
        """Whether the boxes for a substitute and for part of the meeting hold anything."""
        boxes = (self.substitute, self.from_item, self.until_item)
        return any(box.value() or box.errors for box in boxes)


class AttendanceForm(Acting):
    """Who came: a row of boxes for each seat, and who is in the chair."""

    act = "attendance"

    def __init__(self, sits: Sitting, items: Iterable[ItemRow], data: Any = None) -> None:
        super().__init__(data)
        self.sits = sits
        numbered = [("", "–"), *((str(row.id), row.number) for row in items)]
        for sitter in sits.sitters:
            key, came = sitter.seat.id, sitter.attendance
            self.fields[f"presence_{key}"] = forms.ChoiceField(
                label=sitter.seat.holder or sitter.seat.role_words,
                choices=_choices(Presence, *OF_SEATS),
                widget=LargeRadios(),
                required=False,
                initial=sitter.presence,
            )
            self.fields[f"substitute_{key}"] = forms.CharField(
                label=_("Substitute’s name"),
                max_length=200,
                help_text=_substitutes(sits),
                required=False,
                initial=_name_of(came) if sitter.presence == Presence.SUBSTITUTED else "",
            )
            for name, label in (("from_item", _("From item")), ("until_item", _("Until item"))):
                self.fields[f"{name}_{key}"] = forms.ChoiceField(
                    label=label,
                    choices=numbered,
                    required=False,
                    initial=str(getattr(came, f"{name}_id", None) or ""),
                )
        self.fields["presides"] = forms.ChoiceField(
            label=_("In the chair"),
            choices=[("", _("The chair")), *((str(s.seat.id), s.name) for s in sits.sitters)],
            required=False,
            initial=next((str(s.seat.id) for s in sits.sitters if _presides(s)), ""),
        )

    def clean_presides(self) -> str:
        """Whoever is in the chair is there."""
        key = str(self.cleaned_data["presides"])
        if key and self.cleaned_data.get(f"presence_{key}") not in SITTING:
            raise forms.ValidationError(_("Record this seat as present: it is in the chair."))
        return key

    def rows(self) -> Iterator[SeatFields]:
        for sitter in self.sits.sitters:
            names = ("presence", "substitute", "from_item", "until_item")
            yield SeatFields(sitter, *(self[f"{name}_{sitter.seat.id}"] for name in names))

    def seats(self) -> dict[int, dict[str, Any]]:
        """The fields of each seat's attendance, of those that were filled in."""
        values = self.cleaned_data
        items = {
            str(item.pk): item for item in AgendaItem.objects.filter(meeting=self.sits.meeting)
        }
        filled = {}
        for sitter in self.sits.sitters:
            key = sitter.seat.id
            if presence := values[f"presence_{key}"]:
                name = values[f"substitute_{key}"].strip()
                person = _person_named(name)
                filled[key] = {
                    "presence": presence,
                    "person": person,
                    "name": "" if person else name,
                    "from_item": items.get(values[f"from_item_{key}"]),
                    "until_item": items.get(values[f"until_item_{key}"]),
                    "presides": values["presides"] == str(key),
                }
        return filled


def _substitutes(sits: Sitting) -> str:
    if not sits.substitutes:
        return ""
    return _("Appointed: %(names)s.") % {"names": "; ".join(sits.substitutes)}


def _presides(sitter: Sitter) -> bool:
    return sitter.attendance is not None and sitter.attendance.presides


def _name_of(came: Any) -> str:
    return "" if came is None else str(came.person.name if came.person else came.name)


def _person_named(name: str) -> Person | None:
    """The one person in Mandate who has a name; None for a name of nobody, or of several."""
    found = list(Person.objects.live().filter(is_called("name", name))[:2]) if name else []
    return found[0] if len(found) == 1 else None


class GuestForm(Acting):
    """Somebody who attends without a seat."""

    act = "guest"

    name = forms.CharField(label=gettext_lazy("Who attends besides"), max_length=200)

    def values(self) -> dict[str, Any]:
        name = self.cleaned_data["name"].strip()
        person = _person_named(name)
        return {"person": person, "name": "" if person else name}


class SeatInterestForm(Acting):
    """An interest that the secretary records for somebody."""

    act = "interest"

    seat = forms.TypedChoiceField(label=gettext_lazy("Who"), coerce=int)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=InterestKind.choices)
    nature = _text(gettext_lazy("Nature of the interest"), required=True, rows=2)
    dispensation = _text(
        gettext_lazy("Dispensation"),
        rows=2,
        help_text=gettext_lazy("Who granted it and when. Without one the item is lost."),
    )

    def __init__(self, sits: Sitting, data: Any = None) -> None:
        super().__init__(data)
        named = [(sitter.seat.id, sitter.name) for sitter in sits.sitters]
        self.fields["seat"].choices = [("", _("Choose a seat")), *named]  # type: ignore[attr-defined]


class InterestForm(RecordForm):
    """An interest that somebody declares for themselves; whoever plans the meeting adds a
    dispensation."""

    class Meta(RecordForm.Meta):
        model = Interest
        fields = ("kind", "nature", "dispensation")

    def __init__(self, *args: Any, is_own: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_own:
            del self.fields["dispensation"]


class DecisionForm(Acting):
    """What the meeting decides, why, and how it voted."""

    title = forms.CharField(label=gettext_lazy("Decision"), max_length=300)
    text = _text(
        gettext_lazy("In these words"),
        required=True,
        rows=4,
        help_text=gettext_lazy("The words of the resolution."),
        error_messages={"required": gettext_lazy("Give the words of the decision.")},
    )
    reasons = _text(gettext_lazy("Reasons"))
    options_rejected = _text(gettext_lazy("Options considered and rejected"))
    is_key = forms.BooleanField(label=gettext_lazy("Key decision"), required=False)
    call_in = forms.BooleanField(label=gettext_lazy("Subject to call-in"), required=False)
    effective_on = DayField(label=gettext_lazy("Effective from"), required=False)


class GateForm(Acting):
    """What the board says at a gate."""

    gate_outcome = forms.ChoiceField(
        label=gettext_lazy("At the gate"),
        choices=GateOutcome.choices,
        widget=LargeRadios(),
        required=False,
        help_text=gettext_lazy("Where it is agreed: what becomes of the project."),
    )

    def __init__(self, data: Any = None, *, is_gate: bool = False, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        if not is_gate:
            del self.fields["gate_outcome"]


class VotesForm(GateForm):
    """How many votes were cast. All three, or none where nobody asked for a vote."""

    act = "settle"

    votes_for = forms.IntegerField(label=gettext_lazy("For"), min_value=0, required=False)
    votes_against = forms.IntegerField(label=gettext_lazy("Against"), min_value=0, required=False)
    votes_abstained = forms.IntegerField(
        label=gettext_lazy("Abstained"), min_value=0, required=False
    )
    casting_vote = forms.ChoiceField(
        label=gettext_lazy("Chair’s casting vote"),
        choices=[("", "–"), *VoteCast.choices[:2]],
        required=False,
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        for name in ("votes_for", "votes_against", "votes_abstained"):
            self.fields[name].widget = forms.NumberInput(
                {"class": "govuk-input--width-3", "inputmode": "numeric"}
            )


class DecideForm(DecisionForm, VotesForm):
    """A decision and its votes at once."""

    act = "decide"
    field_order = ("title", "text", "gate_outcome", *COUNTS, "casting_vote")


class ByNameForm(Acting):
    """How each seat votes on what was put to the vote by name."""

    act = "votes"

    def __init__(self, motion: ItemDecision, sitters: Iterable[Sitter], data: Any = None) -> None:
        super().__init__(data)
        self.cast = {vote.seat_id: vote for vote in motion.votes.all()}
        self.waiting = [s for s in sitters if s.seat.id not in self.cast]
        for sitter in self.waiting:
            self.fields[f"cast_{sitter.seat.id}"] = forms.ChoiceField(
                label=sitter.name,
                choices=VoteCast.choices,
                widget=LargeRadios(),
                required=False,
            )

    def votes(self) -> dict[int, str]:
        """The votes that were filled in, by the key of the seat."""
        keys = [sitter.seat.id for sitter in self.waiting]
        return {k: v for k in keys if (v := self.cleaned_data[f"cast_{k}"])}


class MinuteForm(Acting):
    """How the meeting left an item, and what its minutes say."""

    act = "minute"

    outcome = forms.ChoiceField(
        label=gettext_lazy("Outcome"),
        choices=Outcome.choices,
        widget=LargeRadios(),
        required=False,
    )
    minuted = _text(gettext_lazy("What the minutes say"), rows=5)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, item: AgendaItem, data: Any = None) -> None:
        initial = {"outcome": item.outcome, "minuted": item.minuted, "version": item.version}
        super().__init__(data, initial=initial)

    def values(self) -> dict[str, Any]:
        values = super().values()
        return values | {"expected_version": values.pop("version")}


class ActionForm(Acting):
    """An action that somebody takes away from the meeting."""

    act = "action"

    title = forms.CharField(label=gettext_lazy("Action"), max_length=300)
    owner = PersonByName(label=gettext_lazy("Owner"), required=False, help_text=TYPE_A_NAME)
    due_on = DayField(label=gettext_lazy("Due"), required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.directory = Directory(everybody())
        self.fields["owner"].directory = self.directory  # type: ignore[attr-defined]


class ItemStateForm(Acting):
    """A report that is to follow, supplementary or withdrawn."""

    act = "state"

    state = forms.ChoiceField(label=gettext_lazy("The report"), choices=ItemState.choices)
    why = forms.CharField(label=gettext_lazy("Why"), max_length=300, required=False)

    def __init__(self, item: AgendaItem, data: Any = None) -> None:
        super().__init__(data, initial={"state": item.state, "why": item.state_reason})
