"""What the queue does for the reporting cycle. Reminders go out with those of registers."""

from django_tasks import task

from reporting import reminding


@task()
def follow_board_meetings() -> None:
    """Let reporting calendars follow the meetings of boards: harmless when it is done twice."""
    reminding.follow_all_meetings()
