"""What the queue does for registers."""

from django_tasks import task

from registers import reminders
from values import clock


@task()
def send_reminders() -> None:
    """Remind owners of what is due: done once a day, and harmless when it is done twice."""
    reminders.send_reminders(clock.today())
