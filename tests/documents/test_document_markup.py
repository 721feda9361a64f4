"""What officers type: paragraphs, bullets, blocks, and everything that is not one of these."""

import pytest

from documents.markup import (
    BlockName,
    Bullets,
    FactName,
    SectionKey,
    TypedParagraph,
    clean,
    inline,
    one_line,
    parse,
)


def test_a_blank_line_starts_a_paragraph_and_a_line_break_does_not():
    assert parse("One\nand on.\r\n\r\n\r\nTwo.") == (
        TypedParagraph("One and on."),
        TypedParagraph("Two."),
    )


def test_bullets_belong_to_the_paragraph_before_with_or_without_a_blank_line():
    assert parse("One:\n- a\n- b\n  and on\n\n- c\n\nTwo:\n\n• pasted") == (
        TypedParagraph("One:", [Bullets(["a", "b and on", "c"])]),
        TypedParagraph("Two:", [Bullets(["pasted"])]),
    )


def test_a_line_right_after_a_bullet_is_a_new_paragraph():
    assert parse("One:\n- a\nTwo.") == (
        TypedParagraph("One:", [Bullets(["a"])]),
        TypedParagraph("Two."),
    )


def test_a_block_stands_under_the_paragraph_before_or_opens_the_section():
    assert parse("[Vision]\nOne\n[projects]\n- a") == (
        TypedParagraph("", [BlockName("vision")]),
        TypedParagraph("One", [BlockName("projects"), Bullets(["a"])]),
    )


def test_blocks_in_texts_from_records_are_text():
    assert parse("One\n\n[projects]", with_blocks=False) == (
        TypedParagraph("One"),
        TypedParagraph("[projects]"),
    )


@pytest.mark.parametrize("body", ["", "  \n\t\n ", "\x00\x0b\u2028"])
def test_nothing_typed_is_no_paragraph(body):
    assert parse(body) == ()


def test_facts_and_references_are_found_in_a_line():
    assert list(inline("{ Board } sees [para: next-steps] and [x] {}.")) == [
        FactName("board"),
        " sees ",
        SectionKey("next-steps"),
        " and [x] {}.",
    ]


def test_cleaning_takes_what_no_reader_can_see():
    assert clean("a\x00\x1b\ud800\u202eb\ufffe\r\nc\te") == "ab\nc\te"
    assert one_line(" a \n\t b ") == "a b"


def test_composed_letters_stay_and_a_heap_of_marks_is_cut_to_six():
    assert clean("w\u0302") == "ŵ"
    assert clean("z" + "\u0316" * 10_000 + "!") == "z" + "\u0316" * 6 + "!"


def test_a_megabyte_of_brackets_is_read_in_one_pass():
    body = "{[para:" * 150_000
    assert "".join(inline(body)) == body
