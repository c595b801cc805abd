"""Sealing what a file of the council says, so that only whoever sent the file can read it again.

The key is in that person's session and never in the store: a copy of the store tells nothing of the file.
"""

import json
from typing import Any

from cryptography.fernet import Fernet, InvalidToken


def make_key() -> str:
    """A key of its own for each file."""
    return Fernet.generate_key().decode()


def seal(key: str, body: Any) -> str:
    """JSON that nobody reads without the key."""
    return Fernet(key).encrypt(json.dumps(body, ensure_ascii=False).encode()).decode()


def unseal(key: str | None, text: str) -> Any:
    """What was sealed; None without the right key."""
    if not key:
        return None
    try:
        return json.loads(Fernet(key).decrypt(text.encode()))
    except (InvalidToken, ValueError):
        return None
