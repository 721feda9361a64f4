"""A change of a text reads as one text, quickly, whatever the text is."""

from __future__ import annotations

import random
from difflib import SequenceMatcher
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from values import word_diff
from values.word_diff import MOST_AT_ONCE, MOST_STRETCHES, Segment, compare, shortened

Pairs = list[tuple[str, str]]


def told(before: str, after: str) -> Pairs:
    return [(segment.kind, segment.text) for segment in compare(before, after)]


def test_the_words_that_changed_stand_in_the_text_that_did_not() -> None:
    assert told(
        "The library lends tools. It opens on Monday.",
        "The library lends toys and tools. It opens on Friday.",
    ) == [
        ("same", "The library lends "),
        ("added", "toys and "),
        ("same", "tools. It opens on "),
        ("removed", "Monday"),
        ("added", "Friday"),
        ("same", "."),
    ]


def test_words_beside_each_other_change_together() -> None:
    before = "We shall open the first library of the county in March, when the roof is dry."
    after = "We shall open the very last library of the county in March, when the roof is dry."
    assert told(before, after)[1:3] == [("removed", "first"), ("added", "very last")]


def test_amounts_and_short_forms_are_words() -> None:
    before = "It costs £12,000.50 and the officer’s time, nothing else at all."
    after = "It costs £13,000.50 and the member’s time, nothing else at all."
    assert [t for t in told(before, after) if t[0] != "same"] == [
        ("removed", "12,000.50"),
        ("added", "13,000.50"),
        ("removed", "officer’s"),
        ("added", "member’s"),
    ]


def test_a_paragraph_more_is_one_addition() -> None:
    first, last = "Doors stay open for all.", "Nobody is turned away."
    assert told(f"{first}\n\n{last}", f"{first}\n\nTools are lent.\n\n{last}") == [
        ("same", f"{first}\n\n"),
        ("added", "Tools are lent.\n\n"),
        ("same", last),
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", []),
        ("Same.", "Same.", [("same", "Same.")]),
        ("", "New.", [("added", "New.")]),
        ("Old.", "", [("removed", "Old.")]),
        ("one two", "four five", [("removed", "one two"), ("added", "four five")]),
    ],
)  # fmt: skip
def test_plain_cases(before: str, after: str, expected: Pairs) -> None:
    assert told(before, after) == expected


def test_a_script_is_text() -> None:
    assert ("added", "<script>alert(1)</script>") in told("It is so and no other way. ", "It is so and no other way. <script>alert(1)</script>")  # fmt: skip  # noqa: E501


@settings(max_examples=200, deadline=None)
@given(
    st.text(alphabet="ab .,\n\u00a0é<", max_size=80),
    st.text(alphabet="ab .,\n\u00a0é<", max_size=80),
)
def test_both_texts_can_be_read_back(before: str, after: str) -> None:
    segments = compare(before, after)
    assert "".join(s.text for s in segments if s.kind != "added") == before
    assert "".join(s.text for s in segments if s.kind != "removed") == after


def words(count: int, kinds: int, seed: int = 1) -> str:
    chosen = random.Random(seed)  # noqa: S311  not for secrets
    return " ".join(f"w{chosen.randrange(kinds)}" for _ in range(count))


HOSTILE = {
    "20,000 times one word": ("a " * 20_000, "a " * 19_999 + "b "),
    "20,000 words of a hundred": (words(20_000, 100), words(20_000, 100, 2)),
    "20,000 words backwards": (words(20_000, 9_000), " ".join(words(20_000, 9_000).split()[::-1])),
    "100,000 marks": ("." * 100_000, "," * 100_000),
    "one word of 200,000 letters": ("a-" * 100_000, "a-" * 100_001),
    "20,000 lines": ("\n".join("ab" * 10_000), "\n".join("ba" * 10_000)),
    "many stretches": (
        "\n\nsame\n\n".join(words(500, 60, n) for n in range(40)),
        "\n\nsame\n\n".join(words(500, 60, -n) for n in range(40)),
    ),
}


@pytest.mark.parametrize("texts", HOSTILE.values(), ids=HOSTILE)
def test_no_text_makes_endless_work(
    texts: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """difflib's work grows with the product of what it is given: that is bounded for any text."""
    work = []

    class Counted(SequenceMatcher):
        def set_seqs(self, a: Any, b: Any) -> None:
            work.append(len(a) * len(b))
            super().set_seqs(a, b)

    monkeypatch.setattr(word_diff, "SequenceMatcher", Counted)
    segments = compare(*texts)
    assert sum(work) <= (MOST_STRETCHES + 1) * MOST_AT_ONCE**2
    assert "".join(s.text for s in segments if s.kind != "added") == texts[0]


def test_a_small_change_of_a_very_long_text_is_found() -> None:
    text = words(20_000, 5_000)
    assert [s for s in compare(text, f"{text} end") if s.kind != "same"] == [
        Segment("added", " end")
    ]


def test_what_did_not_change_is_left_out_but_for_a_few_words() -> None:
    before = " ".join(f"w{n}" for n in range(100))
    segments = shortened(compare(before, before.replace("w50 ", "new ")))
    assert [(s.kind, s.text) for s in segments] == [
        ("gap", "38 words unchanged"),
        ("same", "w38 w39 w40 w41 w42 w43 w44 w45 w46 w47 w48 w49 "),
        ("removed", "w50"),
        ("added", "new"),
        ("same", " w51 w52 w53 w54 w55 w56 w57 w58 w59 w60 w61 "),
        ("gap", "38 words unchanged"),
    ]


def test_a_short_text_is_left_whole() -> None:
    segments = compare("Doors stay open for all who come.", "Doors stay open for those who come.")
    assert shortened(segments) == segments
