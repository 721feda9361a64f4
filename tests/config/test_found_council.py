from datetime import datetime
from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from meetings.models import DeadlineRule
from people.choices import Act
from people.models import Account, OrganisationUnit, Person, Scope
from people.policy import can

pytestmark = pytest.mark.django_db
NAMES = {"council": "Selderby Council", "first_person": "Ann Lee", "second_person": "Bo Ray"}


def found(**options: str) -> str:
    out = StringIO()
    call_command("found_council", stdout=out, **options)
    return out.getvalue()


def test_makes_an_empty_installation_usable() -> None:
    said = found(**NAMES, first_password="a long first one", second_password="a long second one")
    assert said == (
        "Selderby Council is founded. In its programme office are:\n"
        "  Ann Lee, who signs in as ann.lee\n"
        "  Bo Ray, who signs in as bo.ray\n"
    )
    assert list(OrganisationUnit.objects.values_list("name", "kind")) == [
        ("Selderby Council", "council")
    ]
    assert list(Scope.objects.values_list("kind", "reference")) == [("office", "OFFICE")]
    people = Person.objects.order_by("id").values_list("name", "reference")
    assert list(people) == [("Mandate", "SYSTEM"), ("Ann Lee", "PER-0001"), ("Bo Ray", "PER-0002")]
    for account in Account.objects.select_related("person"):
        assert can(account.person, Act.KEEP_OFFICE)
    assert authenticate(username="bo.ray", password="a long second one") is not None


def test_what_it_made_is_history_of_now() -> None:
    before = datetime.now().astimezone()
    found(**NAMES)
    rows = Person.history.values_list("history_user_id", "is_loaded", "history_change_reason")
    assert set(rows) == {(0, False, "Council founded")}
    assert Person.history.earliest("history_date").history_date >= before


def test_makes_up_passwords_where_nobody_can_be_asked() -> None:
    said = found(**NAMES, second_sign_in="bo")
    lines = [line.split(" with the password ") for line in said.splitlines()[1:]]
    assert [line for line, _ in lines] == [
        "  Ann Lee, who signs in as ann.lee",
        "  Bo Ray, who signs in as bo",
    ]
    assert lines[0][1] != lines[1][1]
    assert authenticate(username="ann.lee", password=lines[0][1]) is not None
    assert authenticate(username="bo", password=lines[1][1]) is not None


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"council": ""}, "--council is missing: name of the council."),
        ({"second_person": " "}, "--second-person is missing: name of the second person."),
        (
            {"second_password": "short"},
            "Bo Ray: This password is too short. It must contain at least 12 characters. "
            "Nothing was founded.",
        ),
        (
            {"second_sign_in": "ann.lee"},
            "Bo Ray: Somebody else signs in with this name. Nothing was founded.",
        ),
        (
            {"council": "x" * 201},
            f"{'x' * 201}: Ensure this value has at most 200 characters (it has 201). "
            "Nothing was founded.",
        ),
    ],
)
def test_refuses_bad_input_in_one_sentence_and_makes_nothing(
    options: dict[str, str], sentence: str
) -> None:
    with pytest.raises(CommandError) as refusal:
        found(**NAMES | options)
    assert str(refusal.value) == sentence
    assert (Person.objects.count(), Scope.objects.count(), Account.objects.count()) == (0, 0, 0)


def test_asks_for_what_is_missing_in_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {
        "Name of the council: ": "Selderby Council",
        "Name of the first person: ": "Ann Lee",
        "Name of the second person: ": "Bo Ray",
    }
    secrets = {
        "Password for ann.lee (at least 12 characters): ": "a long first one",
        "Password for bo.ray (at least 12 characters): ": "a long second one",
    }
    asked: list[str] = []

    def getpass(question: str) -> str:
        asked.append(question)
        return secrets[question if question in secrets else asked[-2]]

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda question: answers[question])
    monkeypatch.setattr("getpass.getpass", getpass)
    assert "with the password" not in found()
    assert authenticate(username="ann.lee", password="a long first one") is not None
    assert authenticate(username="bo.ray", password="a long second one") is not None


def test_refuses_a_database_that_holds_a_council() -> None:
    found(**NAMES)
    with pytest.raises(CommandError, match=r"^This database already holds a council\.$"):
        found(**NAMES)
    assert OrganisationUnit.objects.count() == 1


def test_it_has_deadline_rules_of_every_nation() -> None:
    found(**NAMES)
    nations = DeadlineRule.objects.values_list("nation", flat=True)
    assert sorted(nations) == ["england", "england", "northern_ireland", "scotland", "wales"]
