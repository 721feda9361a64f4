"""`manage.py found_council`: make an empty installation usable.

It makes the council, its programme office, and the first two people with their accounts. From then
on users do everything in the browser."""

from __future__ import annotations

import getpass
import secrets
import sys
from argparse import ArgumentParser
from dataclasses import dataclass
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audit.change_sets import SYSTEM_ID, job
from audit.errors import Refused
from audit.writing import audited
from governance.actions.kinds import load_shipped_kinds
from meetings.actions.deadlines import load_shipped_rules
from people.actions import appoint, create_person, found_office, open_account
from people.choices import Role
from people.models import OrganisationUnit, Person
from projects.lifecycle_actions import load_shipped_lifecycles
from registers.actions.matrices import ship_matrix
from reporting.actions.rules import load_shipped_ratings
from reports.formats import load_shipped_formats
from values import clock

ORDINALS = ("first", "second")


@dataclass(frozen=True)
class Founder:
    """One of the first two people; `is_generated` if we made up the password and must print it."""

    name: str
    sign_in_name: str
    password: str
    is_generated: bool


class Command(BaseCommand):
    help = "Found the council: its programme office, and two people who keep it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--council", help="the council's name")
        for ordinal in ORDINALS:
            parser.add_argument(f"--{ordinal}-person", help=f"the {ordinal} person's name")
            parser.add_argument(
                f"--{ordinal}-sign-in", help="their sign-in name (default: made of their name)"
            )
            parser.add_argument(
                f"--{ordinal}-password",
                help="their initial password; other users of this machine may see it, so it is "
                "better to leave it out: the command then asks for it, or in a script makes one up",
            )

    def handle(self, *args: Any, **options: Any) -> None:
        if Person.objects.exists():
            raise CommandError("This database already holds a council.")
        council = _given(options["council"], "--council", "Name of the council")
        founders = [_founder(ordinal, options) for ordinal in ORDINALS]
        _found(council, founders)
        self.stdout.write(f"{council} is founded. In its programme office are:")
        for founder in founders:
            line = f"  {founder.name}, who signs in as {founder.sign_in_name}"
            secret = f" with the password {founder.password}" if founder.is_generated else ""
            self.stdout.write(line + secret)


def _founder(ordinal: str, options: dict[str, Any]) -> Founder:
    name = _given(
        options[f"{ordinal}_person"], f"--{ordinal}-person", f"Name of the {ordinal} person"
    )
    sign_in_name = (options[f"{ordinal}_sign_in"] or "").strip() or ".".join(name.lower().split())
    password = options[f"{ordinal}_password"]
    if password is not None:
        return Founder(name, sign_in_name, password, is_generated=False)
    if not sys.stdin.isatty():
        return Founder(name, sign_in_name, secrets.token_urlsafe(12), is_generated=True)
    password = getpass.getpass(f"Password for {sign_in_name} (at least 12 characters): ")
    if password != getpass.getpass("The same password again: "):
        raise CommandError("The two passwords differ; nothing was founded.")
    return Founder(name, sign_in_name, password, is_generated=False)


def _found(council: str, founders: list[Founder]) -> None:
    """Everything or nothing. Raises CommandError with the rule that is broken."""
    concerned = council
    try:
        with job("found_council"), audited(by=Person(pk=SYSTEM_ID), reason="Council founded"):
            mandate, office = found_office(council=council)
            unit = OrganisationUnit.objects.get()
            for founder in founders:
                concerned = founder.name
                person = create_person(by=mandate, name=founder.name, organisation_unit=unit)
                appoint(scope=office, role=Role.PROGRAMME_OFFICE, by=mandate, person=person)
                open_account(
                    person=person,
                    sign_in_name=founder.sign_in_name,
                    password=founder.password,
                    by=mandate,
                )
            concerned = "formats"
            load_shipped_formats(by=mandate)
            concerned = "lifecycles"
            load_shipped_lifecycles(by=mandate, valid_from=clock.today())
            concerned = "kinds of body"
            load_shipped_kinds(by=mandate)
            concerned = "deadline rules"
            load_shipped_rules(by=mandate)
            load_shipped_ratings(by=mandate)
            concerned = "risk matrix"
            ship_matrix(by=mandate, valid_from=clock.today())
    except Refused as refusal:
        raise CommandError(f"{concerned}: {refusal} Nothing was founded.") from refusal


def _given(option: str | None, flag: str, question: str) -> str:
    """The option's value, or the answer of the person at the terminal; never empty."""
    if option is None and sys.stdin.isatty():
        option = input(f"{question}: ")
    if option is None or not option.strip():
        raise CommandError(f"{flag} is missing: {question.lower()}.")
    return option.strip()
