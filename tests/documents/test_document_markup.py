"""What officers type: paragraphs, bullets, blocks, and everything that is not one of these."""

import pytest

from documents.markup import (
    BlockName,
    FactName,
    Pointer,
    clean,
    inline,
    one_line,
    parse,
)
from values import prose


def told(body: str, **how: bool) -> list[tuple[str, list[object]]]:
    """Each paragraph as (its line, what hangs under it), lists as (mark, line) of their points."""
    return [
        (
            prose.text_of(typed.line),
            [
                under.name
                if isinstance(under, BlockName)
                else prose.text_of(under.line)
                if isinstance(under, prose.Paragraph)
                else [(p.mark, prose.text_of(prose.first_line(p)[0])) for p in under.points]
                for under in typed.under
            ],
        )
        for typed in parse(body, **how)
    ]


def test_a_blank_line_starts_a_paragraph_and_a_line_on_its_own_stays_so():
    assert told("One\nand on.\r\n\r\n\r\nTwo.") == [("One\nand on.", []), ("Two.", [])]


def test_bullets_belong_to_the_paragraph_before_with_or_without_a_blank_line():
    assert told("One:\n- a\n- b\n  and on\n\n- c\n\nTwo:\n\n• pasted") == [
        ("One:", [[("", "a"), ("", "b\nand on"), ("", "c")]]),
        ("Two:", [[("", "pasted")]]),
    ]


def test_a_line_right_below_a_list_continues_the_paragraph_and_after_a_blank_line_it_is_another():
    assert told("One:\n- a\nAnd on.\n\nTwo.\n[x]\nAnd on.\n\nThree\n\n[continued]\n\non") == [
        ("One:", [[("", "a")], "And on."]),
        ("Two.", ["x", "And on."]),
        ("Three", ["on"]),
    ]
    assert told("- a\nOne.\n\nTwo.") == [("", [[("", "a")]]), ("One.", []), ("Two.", [])]


def test_a_block_stands_under_the_paragraph_before_or_opens_the_section():
    assert told("[Vision]\nOne\n[projects]\n- a") == [
        ("", ["vision"]),
        ("One", ["projects", [("", "a")]]),
    ]


def test_blocks_in_texts_from_records_are_text():
    assert told("One\n\n[projects]", with_blocks=False) == [("One", []), ("[projects]", [])]


def test_numbers_typed_before_paragraphs_give_way_to_the_paper_s_own_and_those_of_a_list_stay():
    assert told("1. First.\n2. Second:\n\n1) a\n2) b\n\nDepots\n1. North\n2. Mill") == [
        ("First.", []),
        ("Second:", [[("1)", "a"), ("2)", "b")]]),
        ("Depots", [[("1.", "North"), ("2.", "Mill")]]),
    ]


@pytest.mark.parametrize("body", ["", "  \n\t\n ", "\x00\x0b\u2028"])
def test_nothing_typed_is_no_paragraph(body):
    assert parse(body) == ()


def test_facts_and_references_are_found_in_a_line():
    assert list(inline("{ Board } sees [para: next-steps] and [x] {}.")) == [
        FactName("board"),
        " sees ",
        Pointer("para", "next-steps"),
        " and [x] {}.",
    ]


def test_cleaning_takes_what_no_reader_can_see_and_marks_what_turns():
    assert clean("a\x00\x1b\ud800\u202eb\ufffe\r\nc\te") == "a[U+202E]b\nc\te"
    assert one_line(" a \n\t b ") == "a b"


def test_composed_letters_stay_and_a_heap_of_marks_is_cut_to_six():
    assert clean("w\u0302") == "ŵ"
    assert clean("z" + "\u0316" * 10_000 + "!") == "z" + "\u0316" * 6 + "!"


def test_a_megabyte_of_brackets_is_read_in_one_pass():
    body = "{[para:" * 150_000
    assert "".join(inline(body)) == body
