"""How the web server writes its own lines: as the site does (config/logs.py). Read by
`gunicorn config.wsgi` in this folder; addresses and numbers of workers are given on the command
line.

A worker has threads, so that it answers others while it waits for a paper to be laid out or a file
to be examined; it is given up only after the longest that either may take."""

import os

worker_class = "gthread"
threads = int(os.environ.get("THREADS", "4"))
timeout = 90  # seconds; more than documents/limits.py and uploads/limits.py allow

if not os.environ.get("MANDATE_DEMO"):
    logconfig_dict = {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "config.logs.JsonFormatter"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": [], "level": "WARNING"},
        "loggers": {
            "gunicorn.error": {"handlers": ["console"], "level": "INFO", "propagate": False}
        },
    }
