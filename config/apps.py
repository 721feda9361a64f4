"""The rightmost app: settings, addresses, and the commands that found or load an installation."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"
