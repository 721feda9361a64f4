"""Text in the database that only this site can read."""

from __future__ import annotations

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


def seal(text: str, *, also: str = "") -> str:
    """The text, encrypted with the site's key and with `also`, a secret kept elsewhere."""
    return _sealer(also).encrypt(text.encode()).decode()


def unseal(sealed: str, *, also: str = "") -> str | None:
    """The text; None when it was sealed with other keys. An older key of the site, one of
    `SECRET_KEY_FALLBACKS`, still reads it."""
    try:
        return _sealer(also).decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def _sealer(also: str) -> MultiFernet:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    digests = (hashlib.sha256(f"people.sealing {key} {also}".encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
