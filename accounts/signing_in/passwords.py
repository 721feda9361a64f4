"""What a password must not consist of."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from people.queries import council_name

PRODUCT = "mandate"
OWN_CHARACTERS = 8
SHORTEST_WORD = 4


class OwnWordsValidator:
    """Refuses a password of which little is left once the names of the council, of Mandate and of
    the account's own person are taken out. (NCSC: block what a guesser would try first here.)"""

    def validate(self, password: str, user: Any = None) -> None:
        left = re.sub(r"[^a-z0-9]", "", password.lower())
        before = left
        for word in sorted(banned_words(user), key=len, reverse=True):
            left = left.replace(word, "")
        if left != before and len(left) < OWN_CHARACTERS:
            raise ValidationError(self.get_help_text(), code="own_words")

    def get_help_text(self) -> str:
        return _("Do not base the password on your own name, the council's or Mandate's.")


def banned_words(account: Any = None) -> set[str]:
    """The words in these names that are long enough to count, in lower case."""
    names = [PRODUCT, council_name()]
    if account is not None:
        names += [account.sign_in_name, account.person.name]
    words = re.findall(r"[a-z0-9]+", " ".join(names).lower())
    return {word for word in words if len(word) >= SHORTEST_WORD}
