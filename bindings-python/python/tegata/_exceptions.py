"""The four kinds of "not yes", which are never mixed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._tegata import Need, Report


class TegataError(Exception):
    """The root of all exceptions of this package, and what has no class of its own.

    That is a file which cannot be read (``file``), a machine or a signer that failed
    (``machine``), and a fault of this software (``internal``).
    """

    __module__ = "tegata"

    code: str
    """The kind of fault, a permanent name."""

    place: str
    """What is at fault: a file's name, a document's URL, a member's JSON pointer."""

    advice: str
    """What to do about it; may be empty."""

    def __init__(self, message: str, code: str = "", place: str = "", advice: str = "") -> None:
        super().__init__(message, code, place, advice)
        self.code, self.place, self.advice = code, place, advice

    def __str__(self) -> str:
        return str(self.args[0])


class Refused(TegataError):
    """It is proved that something does not hold, or (subclasses) it is not proved to hold."""

    __module__ = "tegata"

    report: Report
    """The whole answer with its evidence."""

    def __init__(self, message: str, report: Report) -> None:
        super().__init__(message, report.code)
        self.args = (message, report)
        self.report = report

    @property
    def needs(self) -> tuple[Need, ...]:
        """The documents of known issuers that would settle it."""
        return self.report.needs


class Undetermined(Refused):
    """Something could not be checked: neither yes nor no."""

    __module__ = "tegata"


class Conditional(Refused):
    """It would be a yes, but evidence is still owed."""

    __module__ = "tegata"


class InvalidDocument(TegataError):
    """A bundle or a document is damaged, or what was to be issued would be refused."""

    __module__ = "tegata"


class InvalidPolicy(TegataError):
    """A policy or a question is malformed."""

    __module__ = "tegata"


class InvalidKey(TegataError):
    """A private or pinned key cannot be used."""

    __module__ = "tegata"
