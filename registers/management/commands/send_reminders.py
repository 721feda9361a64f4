"""Sends each owner one message about what is due soon or was due; the worker does it once a day."""

from typing import Any

from django.core.management.base import BaseCommand

from registers.reminders import send_reminders
from values import clock


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        number = send_reminders(clock.today())
        self.stdout.write(f"{number} sent")
