"""How the web server writes its own lines: as the site does (config/logs.py). Read by
`gunicorn config.wsgi` in this folder; addresses and numbers of workers are given on the command
line."""

import os

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
