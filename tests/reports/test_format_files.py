"""Formats as files: what is read is what was written, and a faulty one is refused with the path
and the reason."""

from __future__ import annotations

import json
from typing import Any

import pytest

from documents.format import Format, TextPart
from documents.format_files import (
    MOST_BYTES,
    FaultyFormat,
    as_data,
    as_text,
    read_file,
    read_format,
    stored_format,
)
from people.choices import Role
from reports.formats import shipped_files

pytestmark = pytest.mark.one_engine

PURPOSE = {"kind": "text", "key": "purpose", "heading": "Purpose"}
LEGAL = {"key": "legal", "heading": "Legal", "roles": ["legal_officer"]}


def faults(**definition: Any) -> list[str]:
    """What is wrong with a format that is otherwise right."""
    try:
        read_format(json.dumps({"parts": [PURPOSE], **definition}), roles=Role.values)
    except FaultyFormat as faulty:
        return [fault.sentence for fault in faulty.faults]
    return []


def test_every_shipped_format_is_read_as_it_is_written() -> None:
    for file in shipped_files():
        assert stored_format(as_text(file.definition)) == file.definition
        assert read_file(as_text(file), roles=Role.values) == file


def test_what_a_file_leaves_out_is_as_usual_and_is_kept_in_full() -> None:
    found = read_format('{"parts": [{"kind": "text", "key": "a", "heading": "A"}]}', roles=())
    assert found == Format(parts=(TextPart("a", "A"),))
    assert as_data(found)["numbering"]["paragraph"] == "{1}."


@pytest.mark.parametrize(
    ("definition", "said"),
    [
        ({"colour": "red"}, "colour: There is no such key here."),
        ({"parts": []}, "parts: A format needs at least one part."),
        ({"parts": [PURPOSE, PURPOSE]}, "parts[1].key: “purpose” is already taken."),
        ({"parts": "purpose"}, "parts: This must be a list in square brackets."),
        ({"parts": [7]}, "parts[0].kind: This must be one of “text”, “recommendations”, "
         "“implications”, “clearances”, “signature”, “contact”, “background”, “appendices”, "
         "“affected”, “code”, “contents”."),
        ({"parts": [{**PURPOSE, "key": "Purpose!"}]},
         "parts[0].key: A key consists of lower-case letters, digits and hyphens, "
         "such as “next-steps”."),
        ({"parts": [{**PURPOSE, "most_words": True}]},
         "parts[0].most_words: This must be a whole number."),
        ({"parts": [{**PURPOSE, "heading": "  "}]},
         "parts[0].heading: A section needs a heading, unless it is allowed to have none."),
        ({"parts": [{**PURPOSE, "heading": "a\u0000b"}]},
         "parts[0].heading: This holds a character that cannot be printed."),
        ({"parts": [{**PURPOSE, "body": "x" * 10_001}]},
         "parts[0].body: This is longer than 10000 characters."),
        ({"parts": [{"kind": "code", "key": "a"}, {"kind": "code", "key": "b"}]},
         "parts[1].kind: A format has at most one part of this kind."),
        ({"numbering": {"paragraph": "No."}},
         "numbering.paragraph: “No.” must contain one of {1}, {a}, {A}, {i} and {I}, "
         "otherwise it counts nothing."),
        ({"numbering": {"main": "{2}"}},
         "numbering.main: “{2}” is not known in a mark: only {1}, {a}, {A}, {i}, {I} "
         "and {up} are."),
        ({"numbering": {"sub": "{up}.{1}"}},
         "numbering.sub: {up} prints nothing here: the level above has no number."),
        ({"furniture": {"header": [{"key": "a", "source": "weather"}]}},
         "furniture.header[0].source: “weather” is not one of “council”, “body”, “meeting day”, "
         "“agenda item”, “report of”, “title”, “status”, “signatory”, “contact”, “wards”, "
         "“reference”, “reference code”, “programmes”, “day of writing”, “typed”."),
        ({"furniture": {"header": [{"key": "a", "source": "body"}]}},
         "furniture.header: The title must be in the header exactly once."),
        ({"furniture": {"running_foot": ["{reference}", "", "{pages of}"]}},
         "furniture.running_foot[2]: “{pages of}” is not known here: only {reference}, "
         "{title}, "
         "{status}, {item}, {page}, {pages} may appear in braces."),
        ({"notices": [{"key": "a", "when": "boring", "text": "A"}]},
         "notices[0].when: “boring” is not one of “late”, “urgent”, “key decision”, “exempt”, "
         "“part exempt”."),
        ({"parts": [{"kind": "clearances", "key": "c", "kinds": [{**LEGAL, "roles": ["king"]}]}]},
         "parts[0].kinds[0].roles: “king” is not one of " + ", ".join(f"“{r}”" for r in Role.values)
         + "."),
        ({"parts": [{"kind": "clearances", "key": "c", "kinds": [{**LEGAL, "after": "money"}]}]},
         "parts[0].kinds[0].after: “money” is not a sign-off of this format."),
        ({"parts": [{"kind": "implications", "key": "i", "columns": [["smell", "Smell"]],
                     "rows": [{"key": "a", "heading": "A"}]}]},
         "parts[0].columns[0]: “smell” is not one of “mark”, “row”, “text”, “officer”, “day”."),
        ({"language": "English"}, "language: This must be a language such as “en-GB” or “cy”."),
        ({"nation": "france"}, "nation: This must be one of “england”, “wales”, “scotland”, "
         "“northern ireland”, “”."),
    ],
)  # fmt: skip
def test_a_faulty_format_is_refused_with_the_path_and_the_reason(
    definition: dict[str, Any], said: str
) -> None:
    assert said in faults(**definition)


def test_sign_offs_that_wait_for_each_other_are_refused() -> None:
    kinds = [{**LEGAL, "after": "money"}, {**LEGAL, "key": "money", "after": "legal"}]
    assert faults(parts=[{"kind": "clearances", "key": "c", "kinds": kinds}]) == [
        f"parts[0].kinds[{n}].after: These sign-offs wait for each other in a circle."
        for n in (0, 1)
    ]


def test_all_faults_are_reported_at_once() -> None:
    assert faults(colour="red", parts=[{**PURPOSE, "level": "low", "smell": 1}]) == [
        "colour: There is no such key here.",
        "parts[0].smell: There is no such key here.",
        "parts[0].level: This must be one of “main”, “sub”.",
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'"\xff"', "The file is not text in UTF-8."),
        (b"{", "The file is not JSON: something is wrong in line 1, column 2."),
        (b'{"a": NaN}', "NaN is not a number."),
        (b'{"a": 1, "a": 2}', "“a” appears twice in one place."),
        (b"[" * 100_000, "The file is nested too deeply."),
        (b"9" * 10_000, "The file holds a number that is too large."),
        (b" " * (MOST_BYTES + 1), "The file is too large: a format takes at most 200 kB."),
        (b"[]", "This must be an object in braces."),
        (b"{}", "key: This is missing."),
        (b'{"valid_from": 7}', "valid_from: This must be a day such as “2012-07-16”."),
        (
            b'{"key": "A b", "title": " ", "definition": {"parts": []}}',
            "title: A format has a name of at most 100 characters.",
        ),
        (b'{"title": "\\ud800"}', "title: This holds a character that cannot be printed."),
    ],
)
def test_what_is_no_format_at_all_is_refused_with_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(FaultyFormat) as refused:
        read_file(data, roles=Role.values)
    assert said in [fault.sentence for fault in refused.value.faults]
