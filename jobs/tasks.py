"""What the queue runs. Arguments are plain values; whatever is done twice has one effect."""

from django_tasks import task

from jobs import actions


@task()
def make_file(number: str) -> None:
    """Make the file of a job."""
    actions.make(number)
