"""The pages of interests: declared by a member for themselves, or recorded by whoever plans the
meeting."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from meetings.actions.attendance import declare_interest, edit_interest, withdraw_interest
from meetings.forms.running import InterestForm
from meetings.models import AgendaItem, Interest
from meetings.pages.meetings import AgendaItemPages, MeetingPages, find_item
from people import policy
from people.choices import Act
from people.models import Person
from records.forms import RecordForm
from records.pages.record_pages import PartPages


class InterestPages(PartPages):
    """A member declares an interest in an item; what is recorded of it, such as a dispensation, is
    kept by whoever plans the meeting."""

    model = Interest
    form_class = InterestForm
    act = Act.PLAN_MEETINGS
    act_to_create = Act.DECLARE_INTEREST
    namespace, name = "meetings", "interest"

    @property
    def add_heading(self) -> str:
        return _("Declare an interest")

    @property
    def add_label(self) -> str:
        return _("Declare")

    def said_of_new(self, fields: dict[str, Any]) -> str:
        return _("Your interest is recorded. The item is closed to you.")

    def find_parent(self, person: Person, keys: dict[str, Any]) -> AgendaItem:
        return find_item(person, keys["parent"])

    def permit_create(self, person: Person, parent: AgendaItem) -> None:
        if not policy.can(person, Act.DECLARE_INTEREST, parent.meeting):
            raise PermissionDenied

    def home_of_parent(self, parent: AgendaItem) -> Any:
        return parent.meeting

    def form(
        self, person: Person, record: Interest | None, parent: AgendaItem | None, **kwargs: Any
    ) -> RecordForm:
        is_own = record is None or not policy.can(person, self.act, record.item.meeting)
        return super().form(person, record, parent, is_own=is_own, **kwargs)

    def create(self, parent: AgendaItem, /, *, by: Person, **fields: Any) -> Interest:
        return declare_interest(parent, by=by, person=by, **fields)

    def edit(self, record: Interest, *, by: Person, **fields: Any) -> Interest:
        return edit_interest(record, by=by, **fields)

    def archive(self, record: Interest, *, by: Person, reason: str) -> Interest:
        return withdraw_interest(record, by=by, reason=reason)

    def after_parent(self, parent: AgendaItem) -> str:
        return MeetingPages().after(parent.meeting)

    def crumbs_of_parent(self, parent: AgendaItem) -> list[tuple[str, str]]:
        return AgendaItemPages().crumbs_of_parent(parent.meeting)
