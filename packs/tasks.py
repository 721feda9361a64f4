"""What the queue does for packs."""

from django_tasks import task

from uploads.pressed import Pressed


@task()
def tidy_pressed() -> None:
    """Remove kept layouts that nobody asked for lately: done once a day, and harmless when it is
    done twice."""
    Pressed().tidy()
