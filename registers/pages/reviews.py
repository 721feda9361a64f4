"""What the pages of reviews, their parts and scales of judgements must know."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from people.choices import Act
from people.models import Person
from programmes.pages import RegisterPages
from records.pages.record_pages import AttachedFilePages, PartPages, RecordPages
from registers.actions.reviews import add_scale
from registers.forms.reviews import JudgementForm, JudgementScaleForm, ReviewFileForm, ReviewForm
from registers.models import Judgement, JudgementScale, Review, ReviewFile


class ReviewPages(RegisterPages):
    model = Review
    form_class = ReviewForm
    namespace, name = "registers", "review"


class JudgementPages(PartPages):
    model = Judgement
    form_class = JudgementForm
    act = Act.KEEP_REGISTERS
    namespace, name = "registers", "judgement"


class ReviewFilePages(AttachedFilePages):
    model = ReviewFile
    form_class = ReviewFileForm
    act = Act.KEEP_REGISTERS
    namespace, name = "registers", "review_file"


class ScalePages(RecordPages):
    """Scales are the council's: whoever may edit them may in the office."""

    model = JudgementScale
    form_class = JudgementScaleForm
    act = Act.EDIT_RULES
    namespace, name = "registers", "scale"

    def find(self, person: Person, keys: dict[str, Any]) -> JudgementScale:
        seen = JudgementScale.objects.visible_to(person)
        found: JudgementScale = get_object_or_404(seen, reference=keys["reference"])
        return found

    def home(self, record: JudgementScale) -> None:
        return None

    def create(self, parent: None, /, *, by: Person, **fields: Any) -> JudgementScale:
        return add_scale(by=by, **fields)

    def crumbs(self, record: JudgementScale) -> list[tuple[str, str]]:
        return [*self.crumbs_of_parent(None), *super().crumbs(record)]

    def crumbs_of_parent(self, parent: None) -> list[tuple[str, str]]:
        return [(_("Scales of judgements"), reverse("registers:scale_list"))]
