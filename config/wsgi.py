"""The entry point for the web server: `gunicorn config.wsgi`. It does not start if the site would
not be safe."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from config.process import settle
from config.starting import faults_of_database, faults_of_settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

CANNOT_START = 3  # gunicorn's own code: it ends instead of trying again and again


def refuse(*reasons: str) -> None:
    """End the process with a line for each reason, if there are any."""
    for reason in reasons:
        print(f"Mandate does not start. {reason}", file=sys.stderr, flush=True)
    if reasons:
        sys.exit(CANNOT_START)


try:
    refuse(*faults_of_settings())
    application = get_wsgi_application()
except ImproperlyConfigured as fault:
    refuse(str(fault))

refuse(*faults_of_database())
settle()
