"""Passwords: what a new one must be like, and the argon2id hash that is all we keep of it."""

from functools import lru_cache
from typing import TYPE_CHECKING

from dashboard.errors import Fault

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST, LONGEST = 12, 200  # characters


def password_faults(password: str, name: str) -> list[Fault]:
    """What is wrong with a new password of an account. The password itself is in no fault: it must not reach a page."""
    rules = []
    if not SHORTEST <= len(password) <= LONGEST:
        rules.append(f"it must have {SHORTEST} to {LONGEST} characters; three random words do well")
    if name and name in password.lower():
        rules.append("it must not hold the account's name")
    if password and len(set(password)) < 5:
        rules.append("it must have at least five different characters")
    return [Fault("password", "", rule) for rule in rules]


def hash_password(password: str) -> str:
    """What is stored of a password."""
    return _hasher().hash(password)


def matches(hashed: str | None, password: str) -> bool:
    """Whether a password is the one that was hashed; without a hash it takes as long and is not."""
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return _hasher().verify(hashed or _nobodys_hash(), password[:LONGEST]) and hashed is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(hashed: str) -> bool:
    """Whether a hash was made with weaker parameters than today's."""
    return _hasher().check_needs_rehash(hashed)


@lru_cache(maxsize=1)
def _hasher() -> "PasswordHasher":
    """Argon2id with the least memory that OWASP's password storage cheat sheet asks for (19 MiB, two passes)."""
    from argon2 import PasswordHasher  # only where somebody signs in

    return PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


@lru_cache(maxsize=1)
def _nobodys_hash() -> str:
    """What an unknown name is checked against."""
    return hash_password("nobody's password")
