"""The site, warm before gunicorn forks its worker: a new worker would need a second for its first
answer, and would be killed before it had begun to save."""

from django.db import connections
from django.test import Client

from config.wsgi import application

__all__ = ["application"]

Client().get("/sign-in/", headers={"host": "127.0.0.1"})
connections.close_all()
