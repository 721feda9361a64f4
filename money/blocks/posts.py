"""How many posts there are, and are filled, in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from money.models import Post
from money.queries.posts import posts
from programmes.blocks import scopes_of
from records.blocks import About, Figure, Told, field_words
from values import words


class PostFigure(Figure):
    field: ClassVar[str]

    def read(self, about: About, chosen: Mapping[str, Any]) -> Told:
        within = scopes_of(about)
        found = posts(None, about.moment, within).order_by().aggregate(n=Sum(self.field))["n"]
        return Told(
            "" if found is None else words.number(found),
            record=_("Posts"),
            field=field_words(Post, self.field),
            of=((Post, {"scope_id__in": within}),),
        )


class PostNumber(PostFigure):
    """How many posts there are in all."""

    name, label, field = "posts", gettext_lazy("Number of posts"), "number"


class PostsFilled(PostFigure):
    """How many of them are filled."""

    name, label, field = "posts filled", gettext_lazy("Posts filled"), "filled"


POST_FIGURES = (PostNumber(), PostsFilled())
