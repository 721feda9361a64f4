"""The pages of clearances: what each reader sees and may press, and what is then printed."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from audit.actions import archive_record
from people.actions import end_appointment
from people.choices import Role
from people.models import Account, Appointment
from people.queries import office
from reports.clearing import clear_paper, refuse_clearance
from reports.models import Clearance
from reports.queries.digests import digest_of
from tests import factories
from tests.accounts.signing_in import sign_in
from tests.reports.clearing import SAID, Waiting, signed_in, text_of, waiting
from tests.sending import form_of, press
from tests.sweeps.pages import read
from values import clock

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

DAY = timedelta(days=1)
FIRST = datetime(2012, 7, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def built(committed: DjangoDbBlocker) -> Waiting:
    with committed.unblock(), clock.stopped_at(FIRST):
        return waiting()


@pytest.fixture
def world(built: Waiting) -> Iterator[Waiting]:
    """Asked for on 2 July, and looked at on the third."""
    with clock.stopped_at(FIRST + DAY):
        yield deepcopy(built)


def clear(world: Waiting) -> Clearance:
    return clear_paper(world.legal, by=world.lawyer.person, **world.as_read(), **SAID)


def told(page: str, *said: str) -> list[str]:
    return [words for words in said if words in page]


def said(answer: Any) -> str:
    return read(answer.content.decode()).text


def saved(world: Waiting) -> Clearance:
    return Clearance.objects.get(pk=world.legal.pk)


# --- The paper's page --------------------------------------------------------------------------
WAYS = ("Give your clearance", "Ask again", "Withdraw", "Ask for a clearance")


@pytest.mark.parametrize(
    ("who", "ways"),
    [
        ("author", ["Withdraw", "Ask for a clearance"]),
        ("lawyer", ["Give your clearance"]),
        ("reader", []),
    ],
)
def test_each_is_shown_what_they_may_do(world: Waiting, who: str, ways: list[str]) -> None:
    reader = factories.account(factories.holder(Role.READER, office(), "Rhoda Steele"))
    account = {"author": world.author, "lawyer": world.lawyer, "reader": reader}[who]
    page = text_of(signed_in(account), world.url)
    assert told(page, *WAYS) == ways
    assert told(page, "Asked of Lily Ford on 2 July 2012.", "Not asked for", "Waiting") == [
        "Asked of Lily Ford on 2 July 2012.",
        "Not asked for",
        "Waiting",
    ]


def test_the_page_says_how_each_stands(world: Waiting) -> None:
    client = signed_in(world.author)
    clear(world)
    refuse_clearance(world.financial, by=world.treasurer.person, text="Name the sum.")
    page = text_of(client, world.url)
    assert told(
        page,
        "Cleared by Lily Ford (LF) on 3 July 2012.",
        "Not cleared by Nora Finch on 3 July 2012:",
        "Name the sum.",
        "Financial Comments: the officer has not cleared the paper.",
    ) == [
        "Cleared by Lily Ford (LF) on 3 July 2012.",
        "Not cleared by Nora Finch on 3 July 2012:",
        "Name the sum.",
        "Financial Comments: the officer has not cleared the paper.",
    ]
    with clock.stopped_at(FIRST + 2 * DAY):
        world.edit()
    with clock.stopped_at(FIRST + 3 * DAY):
        page = text_of(client, world.url)
        void = "Void since the edit of 4 July 2012. Lily Ford cleared it on 3 July 2012."
        problem = "Constitutional Comments: void since the edit of 4 July 2012."
        assert told(page, void, problem) == [void, problem]
        then = text_of(client, world.url, at="2012-07-03")
        assert told(then, "Cleared by Lily Ford (LF) on 3 July 2012.", "Void", *WAYS) == [
            "Cleared by Lily Ford (LF) on 3 July 2012."
        ]
        before = text_of(client, world.url, at="2012-07-02")
        assert told(before, "Asked of Lily Ford on 2 July 2012.", "Cleared by", *WAYS) == [
            "Asked of Lily Ford on 2 July 2012."
        ]


# --- What is printed ---------------------------------------------------------------------------
def test_only_a_valid_clearance_is_printed(world: Waiting) -> None:
    client = signed_in(world.author)
    preview = f"{world.url}preview/"
    head, gap = "Constitutional Comments (LF 03/07/12)", "[Constitutional Comments awaited]"
    assert told(text_of(client, preview), head, gap, SAID["text"]) == [gap]
    clear(world)
    assert told(text_of(client, preview), head, gap, SAID["text"]) == [head, SAID["text"]]
    with clock.stopped_at(FIRST + 2 * DAY):
        world.edit()
        void = "[Constitutional Comments void since the edit of 4 July 2012]"
        now = text_of(client, preview)
        assert told(now, head, gap, void, SAID["text"], "[Financial Comments awaited]") == [
            void,
            "[Financial Comments awaited]",
        ]
        then = text_of(client, preview, at="2012-07-03")
        assert told(then, head, void, SAID["text"]) == [head, SAID["text"]]


# --- Asking ------------------------------------------------------------------------------------
def test_an_author_asks_withdraws_and_asks_again(world: Waiting) -> None:
    client = signed_in(world.author)
    withdraw = f"{world.url}clearances/{world.legal.pk}/archive/"
    page = said(press(client, withdraw, {"reason": "Too early"}, follow=True))
    assert told(page, "The clearance has been withdrawn.", "Archived (1)") == [
        "The clearance has been withdrawn.",
        "Archived (1)",
    ]
    assert said(client.get(withdraw)).count("It was withdrawn. Lily Ford will be asked again.") == 1
    again = said(press(client, withdraw, {"reason": "Now"}, follow=True))
    assert "Lily Ford has been asked again." in again
    assert (saved(world).state, saved(world).is_archived) == ("waiting", False)


def test_only_an_officer_who_may_clear_can_be_asked(world: Waiting) -> None:
    client, add = signed_in(world.author), f"{world.url}clearances/add/"
    archive_record(world.legal, by=world.author.person)
    page = client.get(add)
    form = page.context["form"]
    assert page.content.decode().count(">Ask</button>") == 1
    assert [label for _, label in form.fields["officer"].choices] == [
        "Choose an officer",
        "Lily Ford (Legal officer)",
        "Nora Finch (Finance officer)",
    ]
    kinds = [key for key, _ in form.fields["kind"].choices]
    assert kinds == ["constitutional", "owner"]
    wrong = client.post(add, {"kind": "constitutional", "officer": world.treasurer.person.pk})
    assert "Nora Finch holds no role that gives this clearance." in said(wrong)
    done = client.post(
        add, {"kind": "constitutional", "officer": world.lawyer.person.pk}, follow=True
    )
    assert "Lily Ford has been asked for the clearance." in said(done)
    assert Clearance.objects.live().filter(kind="constitutional").count() == 1


def test_asking_again_is_one_button(world: Waiting) -> None:
    client = signed_in(world.author)
    clear(world)
    world.edit()
    again = f"{world.url}clearances/{world.legal.pk}/ask-again/"
    assert f'action="{again}"' in client.get(world.url).content.decode()
    sent = form_of(client, again, on=world.url).sent
    assert "Lily Ford has been asked again." in said(client.post(again, sent, follow=True))
    assert "Lily Ford has already been asked." in said(client.post(again, sent, follow=True))
    assert saved(world).state == "waiting"


# --- Giving ------------------------------------------------------------------------------------
def test_the_officer_clears(world: Waiting) -> None:
    client = signed_in(world.lawyer)
    page = client.get(world.give)
    assert (page.context["form"].initial["initials"], page.context["digest"]) == (
        "LF",
        digest_of(world.paper.pk),
    )
    done = client.post(world.give, world.typed(), follow=True)
    assert "You have cleared the paper." in said(done)
    assert (saved(world).state, saved(world).text, saved(world).initials) == (
        "cleared",
        SAID["text"],
        "LF",
    )


def test_the_officer_does_not_clear(world: Waiting) -> None:
    client = signed_in(world.lawyer)
    typed = world.typed(decision="not_cleared", text="Name the parties.", initials="")
    assert "You have not cleared the paper." in said(client.post(world.give, typed, follow=True))
    assert (saved(world).state, saved(world).text) == ("not_cleared", "Name the parties.")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"text": ""}, "Enter the comments"),
        ({"text": " \r\n "}, "Enter the comments"),
        ({"initials": ""}, "Enter the initials."),
        ({"initials": "ABCDEFG"}, "Initials must be 6 characters or fewer: it has 7"),
        ({"decision": ""}, "Press one of the two buttons."),
        ({"decision": "waiting"}, "Press one of the two buttons."),
        (
            {"expected": ""},
            "Open this page again: it has lost track of the version you were editing.",
        ),
        (
            {"expected": "0" * 65},
            "Open this page again: it has lost track of the version you were editing.",
        ),
        ({"expected": "0" * 64}, "The paper has been edited since you opened this page."),
        ({"text": "a\0b"}, "Null characters are not allowed."),
    ],
)
def test_errors_are_shown_and_nothing_is_stored(
    world: Waiting, typed: dict[str, str], sentence: str
) -> None:
    answer = signed_in(world.lawyer).post(world.give, world.typed(**typed))
    assert (answer.status_code, sentence in said(answer)) == (200, True)
    assert "There is a problem" in said(answer)
    assert saved(world).version == world.legal.version


def test_catalogue_171_what_was_edited_meanwhile_is_read_again(world: Waiting) -> None:
    client = signed_in(world.lawyer)
    opened = client.get(world.give).context["digest"]
    world.edit()
    answer = client.post(world.give, world.typed(expected=opened))
    sentence = "The paper has been edited since you opened this page. Read it again first."
    assert sentence in said(answer)
    assert (saved(world).state, saved(world).digest) == ("waiting", "")
    assert answer.context["digest"] == digest_of(world.paper.pk) != opened
    assert SAID["text"] in answer.content.decode()
    assert client.post(world.give, world.typed()).status_code == 302
    assert saved(world).digest == digest_of(world.paper.pk)


def test_another_officer_sees_how_it_stands_and_gives_nothing(world: Waiting) -> None:
    client = signed_in(world.treasurer)
    page = client.get(world.give)
    assert "Asked of Lily Ford on 2 July 2012." in said(page)
    assert "<textarea" not in page.content.decode()
    answer = said(client.post(world.give, world.typed()))
    assert "Lily Ford was asked for this clearance, and nobody else can give it." in answer
    assert saved(world).state == "waiting"
    withdrawn = archive_record(saved(world), by=world.author.person)
    assert "This clearance was withdrawn." in said(signed_in(world.lawyer).get(world.give))
    assert "This clearance was withdrawn." in said(
        signed_in(world.lawyer).post(world.give, world.typed())
    )
    assert saved(world).version == withdrawn.version


def test_catalogue_023_who_cleared_when_and_which_version_is_never_typed(world: Waiting) -> None:
    """By an author, who may write all else in the paper, or by the officer who is asked."""
    forged = {
        "cleared_by": "1", "cleared_at": "2001-01-01", "officer": str(world.author.person.pk),
        "asked_by": "1", "asked_at": "2001-01-01", "decided_at": "2001-01-01", "kind": "financial",
        "state": "cleared", "digest": "0" * 64, "initials": "XX", "text": "Fine.",
        "is_archived": "1", "decision": "cleared", "paper": "999",
    }  # fmt: skip
    author = signed_in(world.author)
    assert author.post(world.give, forged).status_code == 403
    archive_record(world.financial, by=world.author.person)
    asked = {"officer": world.treasurer.person.pk, "kind": "financial"}
    assert author.post(f"{world.url}clearances/add/", forged | asked).status_code == 302
    made = Clearance.objects.get(kind="financial", is_archived=False)
    assert (made.state, made.text, made.initials, made.digest, made.decided_at) == (
        "waiting",
        "",
        "",
        "",
        None,
    )
    assert (made.officer, made.asked_by) == (world.treasurer.person, world.author.person)
    client = signed_in(world.lawyer)
    assert client.post(world.give, forged | world.typed()).status_code == 302
    cleared = saved(world)
    assert (cleared.officer, cleared.kind, cleared.asked_by, cleared.decided_at) == (
        world.lawyer.person,
        "constitutional",
        world.author.person,
        FIRST + DAY,
    )
    assert (cleared.digest, cleared.paper, cleared.is_archived) == (
        digest_of(world.paper.pk),
        world.paper,
        False,
    )


# --- Who it is ---------------------------------------------------------------------------------
def test_an_old_sign_in_is_asked_who_it_is(world: Waiting) -> None:
    """What was typed is kept meanwhile, and stored once the password has confirmed it."""
    client = Client()
    sign_in(client, "lily")
    with clock.stopped_at(FIRST + DAY + timedelta(minutes=11)):
        typed = world.typed()
        assert client.get(world.give).status_code == 200
        asked = client.post(world.give, typed)
        confirm = f"/account/confirm/?next={world.give.replace('/', '%2F')}"
        assert (asked.status_code, asked["Location"]) == (302, confirm)
        wrong = client.post(confirm, {"password": "guess", "next": world.give})
        assert "The password is wrong." in said(wrong)
        assert saved(world).state == "waiting"
        done = client.post(confirm, {"password": factories.PASSWORD, "next": world.give})
        assert (done.status_code, done["Location"]) == (302, world.url)
        assert saved(world).state == "cleared"


@pytest.mark.parametrize("change", ["edit", "end of the role"])
def test_what_was_kept_meets_the_rules_of_when_it_is_done(world: Waiting, change: str) -> None:
    client = Client()
    sign_in(client, "lily")
    with clock.stopped_at(FIRST + DAY + timedelta(minutes=11)):
        confirm = client.post(world.give, world.typed())["Location"]
        if change == "edit":
            world.edit()
        else:
            seat = Appointment.objects.get(person=world.lawyer.person)
            end_appointment(seat, by=factories.officer())
        answer = client.post(confirm, {"password": factories.PASSWORD, "next": world.give})
        if change == "edit":
            assert "The paper has been edited since you opened this page." in said(answer)
        else:
            assert answer.status_code == 404
        assert saved(world).state == "waiting"


@pytest.mark.parametrize("is_edited", [False, True])
def test_what_was_sent_too_late_comes_back_and_says_that_the_paper_was_edited(
    world: Waiting, settings: Any, is_edited: bool
) -> None:
    """The form holds today's version: anyone who sends it again must read that first."""
    settings.SIGN_IN_IDLE_MINUTES, settings.SIGN_IN_HOURS = 60, 12
    client = Client()
    sign_in(client, "lily")
    typed = world.typed(opened_by=client.get(world.give).context["opened_by"])
    with clock.stopped_at(FIRST + DAY + timedelta(hours=2)):
        assert client.post(world.give, typed)["Location"] == f"/sign-in/?next={world.give}"
        if is_edited:
            world.edit()
        sign_in(client, "lily")
        page = client.get(world.give)
        assert f"{SAID['text']}</textarea>" in page.content.decode()
        sentence = "The paper has been edited since you opened this page. Read it again first."
        assert (sentence in said(page)) == is_edited
        assert saved(world).state == "waiting"


# --- My work -----------------------------------------------------------------------------------
def work(account: Account) -> str:
    return text_of(signed_in(account), "/")


def test_my_work_says_what_waits_and_what_was_refused(world: Waiting) -> None:
    waits = ("Clearances waiting for you", "Mona Pryce asked on 2 July 2012")
    assert told(work(world.lawyer), *waits) == list(waits)
    assert told(work(world.author), *waits, "Not cleared") == []
    refuse_clearance(world.legal, by=world.lawyer.person, text="Name the parties.")
    assert told(work(world.lawyer), *waits) == []
    refused = "Constitutional Comments: Lily Ford, 3 July 2012"
    assert told(work(world.author), "Not cleared", refused) == ["Not cleared", refused]
    archive_record(world.paper, by=world.author.person)
    assert told(work(world.author), "Not cleared") == []


def test_my_work_shows_nothing_that_could_not_be_given(world: Waiting) -> None:
    waits = "Clearances waiting for you"
    end_appointment(Appointment.objects.get(person=world.lawyer.person), by=factories.officer())
    assert told(work(world.lawyer), waits) == []
    assert told(work(world.treasurer), waits) == [waits]
    factories.restriction(record=world.paper, by=world.author.person)
    assert told(work(world.treasurer), waits, "Lease of the mill") == []
