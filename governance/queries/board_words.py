"""Boards as papers name them, in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.choices import BoardKind
from governance.queries.boards import BoardRow, board_rows, boards_directing
from people.choices import Role
from people.seats import Seat

SITTING = (Role.VICE_CHAIR, Role.MEMBER, Role.CO_OPTED_MEMBER)


def papers_boards(programme_ids: Iterable[int], moment: datetime | None) -> list[BoardRow]:
    """The boards that direct programmes, as a paper names them: what they are above, below and part
    of is left out. Two queries."""
    return board_rows(boards_directing(programme_ids, moment), moment, is_placed=False)


def directing(boards: Iterable[BoardRow]) -> BoardRow | None:
    """The board that a paper means by "the board": the first programme board, or the first board of
    another kind."""
    boards = list(boards)
    own = (board for board in boards if board.kind == BoardKind.PROGRAMME_BOARD)
    return next(own, boards[0] if boards else None)


def board_name(board: BoardRow) -> str:
    """The Board of the Council, within a sentence."""
    return _definite(board.title)


def chairs_in_words(board: BoardRow) -> str:
    """The Chief Executive; empty while nobody chairs it."""
    return join(_holders(appointed(board), Role.CHAIR))


def members_in_words(board: BoardRow) -> str:
    """The members, and the co-opted ones, posts of one kind named together."""
    held = appointed(board)
    return join([*_holders(held, Role.MEMBER), *_holders(held, Role.CO_OPTED_MEMBER)])


def appointed(board: BoardRow) -> list[Seat]:
    """Its seats but for suggested ones."""
    return [seat for seat in board.seats if not seat.is_suggested]


def board_sentence(programme_id: int, moment: datetime | None) -> str:
    """Who governs a programme, as a paper says it."""
    return said_of_board(directing(papers_boards([programme_id], moment)))


def said_of_board(board: BoardRow | None) -> str:
    """Its board, the chair, the members.

    A seat that goes with a post is said by the post; suggested seats are left out.
    """
    if board is None:
        return _("No board has been set up for the programme yet.")
    held = appointed(board)
    names = {"board": _definite(board.title)}
    if not held:
        return _("The programme is governed by %(board)s. Nobody is appointed to it yet.") % names
    chairs = _holders(held, Role.CHAIR)
    if chairs:
        first = _("The programme is governed by %(board)s, chaired by %(chairs)s.")
    else:
        first = _("The programme is governed by %(board)s, which has no chair yet.")
    sentences = [first % {**names, "chairs": join(chairs)}, *_seated(held)]
    return " ".join(sentences)


def join(items: Iterable[str]) -> str:
    """A, B and C; with semicolons if an item contains a comma."""
    items = list(items)
    if len(items) < 2:
        return "".join(items)
    comma = "; " if any("," in item for item in items) else ", "
    last = (
        _("%(all_but_last)s; and %(last)s") if comma == "; " else _("%(all_but_last)s and %(last)s")
    )
    return last % {"all_but_last": comma.join(items[:-1]), "last": items[-1]}


def _seated(held: list[Seat]) -> list[str]:
    """The sentences about vice chairs, members, co-opted members, secretaries and empty seats."""
    members = _holders(held, Role.MEMBER)
    co_opted = _holders(held, Role.CO_OPTED_MEMBER)
    secretaries = _holders(held, Role.SECRETARY)
    vice_chairs = _holders(held, Role.VICE_CHAIR)
    sentences = []
    if vice_chairs:
        text = ngettext(
            "Its vice chair is %(names)s.",
            "Its vice chairs are %(names)s.",
            _filled(held, Role.VICE_CHAIR),
        )
        sentences.append(text % {"names": join(vice_chairs)})
    if members:
        count = _filled(held, Role.MEMBER)
        text = ngettext("Its member is: %(names)s.", "Its members are: %(names)s.", count)
        sentences.append(text % {"names": join(members)})
    if co_opted:
        text = ngettext(
            "Its co-opted member is: %(names)s.",
            "Its co-opted members are: %(names)s.",
            _filled(held, Role.CO_OPTED_MEMBER),
        )
        sentences.append(text % {"names": join(co_opted)})
    if secretaries:
        text = ngettext(
            "Its secretary is %(names)s.",
            "Its secretaries are %(names)s.",
            _filled(held, Role.SECRETARY),
        )
        sentences.append(text % {"names": join(secretaries)})
    empty = sum(not seat.name for seat in held if seat.role in SITTING)
    if empty:
        text = ngettext(
            "%(count)d seat is not filled yet.", "%(count)d seats are not filled yet.", empty
        )
        sentences.append(text % {"count": empty})
    if not members and not co_opted and not empty:
        sentences.append(_("It has no members yet."))
    return sentences


def _filled(held: list[Seat], role: str) -> int:
    """How many seats of a role somebody holds."""
    return sum(seat.role == role and bool(seat.name) for seat in held)


def _holders(held: list[Seat], role: str) -> list[str]:
    """Who holds a role, in order; posts of one kind are said together, and the same post held twice
    once with its number."""
    groups: dict[str, list[tuple[str, Seat]]] = {}
    for seat in held:
        if seat.role == role and seat.name:
            kind, of = kind_of_post(seat)
            groups.setdefault(kind or f"#{seat.id}", []).append((of, seat))
    sentences: list[str] = []
    for kind, seated in groups.items():
        different = list(dict.fromkeys(of for of, _seat in seated))
        if len(different) > 1:
            together = _("the %(posts)s (%(of)s)")
            sentences.append(together % {"posts": plural(kind), "of": "; ".join(different)})
        else:
            sentences += [_holder(seat) for _of, seat in seated]
    return [
        name if count == 1 else _("%(name)s (%(count)d seats)") % {"name": name, "count": count}
        for name, count in Counter(sentences).items()
    ]


def kind_of_post(seat: Seat) -> tuple[str, str]:
    """(Corporate Director, Adult Social Care) of "Corporate Director, Adult Social Care"; nothing
    where the holder is named by name, or the post has no such parts."""
    post = seat.post or ("" if seat.person_id else seat.name)
    if seat.limited_to:
        return "", ""
    for parting in (", ", " - ", " – ", " for "):
        kind, found, of = post.partition(parting)
        if found and kind and of:
            return kind, of
    return "", ""


def plural(post: str) -> str:
    """Corporate Directors; Chairmen; Deputies."""
    if post.lower().endswith("man"):
        return post[:-2] + "en"
    if post.lower().endswith("y") and post[-2:-1].lower() not in "aeiou":
        return post[:-1] + "ies"
    return post if post.endswith("s") else f"{post}s"


def _holder(seat: Seat) -> str:
    """The post, before the person or the group that holds it."""
    by_name = seat.person_id is not None and not seat.post
    name = seat.name if by_name else _definite(seat.post or seat.name)
    return f"{name} ({seat.limited_to})" if seat.limited_to else name


def _definite(name: str) -> str:
    """With its article: "the Chief Executive"; a name that has an article keeps it."""
    first, _space, rest = name.partition(" ")
    if first.lower() in ("the", "a", "an") and rest:
        return f"{first.lower()} {rest}"
    return _("the %(name)s") % {"name": name}
