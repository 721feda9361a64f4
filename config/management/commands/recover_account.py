"""`manage.py recover_account`: open an account again for a council that is locked out.

It is for the person who runs the machine, when nobody is left who could do it in the browser. It
removes the second step, ends every sign-in, lets the account sign in, and prints a code with which
its person sets a password. The history and the security events name the operator and the reason.
"""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.signing_in import recovering
from audit.change_sets import job
from audit.errors import Refused
from people.models import Account


class Command(BaseCommand):
    help = "Print a code with which somebody can set a password, and remove their second step."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("sign_in_name", help="who is locked out")
        parser.add_argument("--operator", required=True, help="your own name, for the history")
        parser.add_argument("--reason", required=True, help="why, for the history")

    def handle(self, *args: Any, **options: Any) -> None:
        operator, why = options["operator"].strip(), options["reason"].strip()
        if not operator or not why:
            raise CommandError("Say who you are (--operator) and why you do this (--reason).")
        account = Account.objects.named(options["sign_in_name"]).first()
        if account is None:
            raise CommandError(f"Nobody signs in as {options['sign_in_name']}.")
        try:
            with job("recover_account"):
                code = recovering.recover(account=account, operator=operator, why=why)
        except Refused as refusal:
            raise CommandError(f"{refusal} Nothing was changed.") from refusal
        self.stdout.write(
            f"{account.person} sets a password within seven days on the page /set-password/, "
            f"with the sign-in name {account.sign_in_name} and the code {code}"
        )
