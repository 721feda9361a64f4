"""The lists that the page of one of them names."""

from records.pages.menu import ITEMS, Group, lists_with


def test_a_list_names_the_groups_of_its_subject_and_the_lists_of_its_own_group() -> None:
    lists = lists_with("posts")
    assert lists
    assert [(group, first.key) for group, first in lists.groups] == [
        (Group.PROGRAMMES, "programmes"),
        (Group.PROJECTS, "projects"),
        (Group.REPORTS, "status_reports"),
        (Group.MONEY, "benefits"),
        (Group.RULES, "lifecycles"),
    ]
    assert [item.key for item in lists.items] == ["benefits", "budget-lines", "posts", "savings"]
    assert lists.here == ITEMS["posts"]


def test_a_subject_with_few_lists_names_them_all_without_groups() -> None:
    lists = lists_with("formats")
    assert lists
    assert (lists.groups, [item.key for item in lists.items]) == ((), ["papers", "formats"])


def test_a_page_without_others_beside_it_names_none() -> None:
    assert lists_with("activity") is None
