"""`manage.py demo_accounts`: who can sign in to the demonstration, and what each may do."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.demo.reading import toml
from people.models import Account


class Command(BaseCommand):
    help = "Print the demonstration's accounts and what each may do."

    def handle(self, *args: Any, **options: Any) -> None:
        accounts = toml("accounts.toml")["accounts"]
        password = toml("council.toml")["password"]
        names = dict(Account.objects.values_list("sign_in_name", "person__name"))
        if not {account["sign_in_name"] for account in accounts} <= names.keys():
            raise CommandError("This database does not hold the demonstration: run load_demo.")
        self.stdout.write(f"Sign in with one of these names and the password {password}")
        for account in accounts:
            sign_in_name = account["sign_in_name"]
            self.stdout.write(f"  {sign_in_name:<17}{names[sign_in_name]}. {account['may']}")
