"""Verify organisations' data-protection certificates, and decide about transfers.

A :class:`TrustBundle` is the verifier's whole world: whom it trusts for what, and the
documents that they published. A :class:`Verifier` answers questions from it:

>>> from tegata import Clocks, TrustBundle, Transfer, Verifier
>>> verifier = Verifier(TrustBundle.embedded())
>>> decision = verifier.decide(Transfer("JP", "GB", data="contact", purpose="payroll"))
>>> decision.verdict in {"recognised", "conditional", "indeterminate"}
True

"No" is an exception where a call promises something (:meth:`Verifier.authenticate`,
:meth:`Decision.permit`), and always carries its :class:`Report`. A decision is neither true
nor false:

>>> bool(decision)
Traceback (most recent call last):
    ...
TypeError: a Decision is neither true nor false: look at its verdict, or ask a decision for its permit()
"""

from ._exceptions import (
    Conditional,
    InvalidDocument,
    InvalidKey,
    InvalidPolicy,
    Refused,
    TegataError,
    Undetermined,
)
from ._tegata import (
    Affected,
    Answered,
    Answers,
    Asked,
    Both,
    Certificate,
    Clocks,
    Corridor,
    Corridors,
    Credential,
    Decision,
    Document,
    Fetched,
    Fetcher,
    Finding,
    HeldPack,
    HighWater,
    Issuer,
    Need,
    Opening,
    Openings,
    Pack,
    Period,
    Permit,
    Policy,
    Remark,
    Report,
    Request,
    Route,
    Routes,
    Segment,
    Signer,
    Standing,
    StatusEntry,
    StatusList,
    Synced,
    Transfer,
    TrustBundle,
    Verifier,
    __version__,
    combine,
    disclosable,
    disclose,
    inspect,
    present,
    printable,
)

__all__ = [
    "Affected",
    "Answered",
    "Answers",
    "Asked",
    "Both",
    "Certificate",
    "Clocks",
    "Conditional",
    "Corridor",
    "Corridors",
    "Credential",
    "Decision",
    "Document",
    "Fetched",
    "Fetcher",
    "Finding",
    "HeldPack",
    "HighWater",
    "InvalidDocument",
    "InvalidKey",
    "InvalidPolicy",
    "Issuer",
    "Need",
    "Opening",
    "Openings",
    "Pack",
    "Period",
    "Permit",
    "Policy",
    "Refused",
    "Remark",
    "Report",
    "Request",
    "Route",
    "Routes",
    "Segment",
    "Signer",
    "Standing",
    "StatusEntry",
    "StatusList",
    "Synced",
    "TegataError",
    "Transfer",
    "TrustBundle",
    "Undetermined",
    "Verifier",
    "__version__",
    "combine",
    "disclosable",
    "disclose",
    "inspect",
    "present",
    "printable",
]
