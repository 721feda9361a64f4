"""Forms of boards."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from governance.models import Board, BodyKind, Sponsorship
from people import lineage, policy
from people.choices import Act
from people.models import Direction, Person, Scope
from programmes.models import Programme
from records.forms import RecordForm, limit
from values.spelling import alphabetical


class BoardForm(RecordForm):
    """A board's form. `person` chooses among the programmes and boards that they see."""

    class Meta(RecordForm.Meta):
        model = Board
        fields = (
            "title",
            "kind",
            "programme",
            "parent",
            "purpose",
            "succeeds",
            "succeeded_on",
        )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        programmes = _choices(Programme, person, self.instance.programme_id)
        limit(self, "programme", programmes, empty_label=_("No programme"))
        parents = _choices(Board, person, self.instance.parent_id).exclude(pk=self.instance.pk)
        limit(self, "parent", parents, empty_label=_("No other board"))
        earlier = Board.objects.visible_to(person).exclude(pk=self.instance.pk)
        earlier = earlier.order_by(alphabetical("title"), "id")
        limit(self, "succeeds", earlier, empty_label=_("No other board"))
        own = Q(is_archived=False) | Q(pk=self.instance.kind_id)
        limit(self, "kind", BodyKind.objects.filter(own).in_order(), _("Choose a kind"))


class DirectionForm(RecordForm):
    """What else a board directs. `person` chooses among what has boards that they may edit; what
    was chosen stays, and another direction is added for something else."""

    class Meta(RecordForm.Meta):
        model = Direction
        fields = ("directs", "starts_on", "ends_on")
        labels = {"directs": _l("Programme or portfolio")}

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            del self.fields["directs"]
            return
        may = policy.where_may(person, Act.EDIT_BOARDS, Scope, "")
        in_use = Q(programme__is_archived=False) | Q(portfolio__is_archived=False)
        around = lineage.keys(self.instance.scope.above)
        others = Scope.objects.filter(may, in_use).exclude(pk__in=around)
        limit(self, "directs", others.order_by("-kind", alphabetical("title"), "id"))


class SponsorshipForm(RecordForm):
    """A body that sponsors a board: one that `person` sees; what was chosen stays."""

    class Meta(RecordForm.Meta):
        model = Sponsorship
        fields = ("sponsor", "starts_on", "ends_on")

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            del self.fields["sponsor"]
            return
        others = _choices(Board, person, None).exclude(pk=self.instance.board_id)
        limit(self, "sponsor", others, _("Choose a body"))


def _choices(model: type[Programme] | type[Board], person: Person, own: int | None) -> QuerySet:
    """The choices by title, including the present one."""
    allowed = model.objects.visible_to(person).live().values("pk")
    return model.objects.filter(Q(pk__in=allowed) | Q(pk=own)).order_by(alphabetical("title"), "id")
