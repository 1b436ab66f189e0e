"""The compiled part of the package `tegata`."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from os import PathLike
from types import GenericAlias
from typing import Any, Generic, Literal, NoReturn, TypeAlias, TypeVar, final

__all__ = [
    "Both",
    "Certificate",
    "Clocks",
    "Credential",
    "Decision",
    "Finding",
    "Need",
    "Permit",
    "Report",
    "Standing",
    "Transfer",
    "Verifier",
    "Issuer",
    "Signer",
    "StatusEntry",
    "StatusList",
    "combine",
    "disclosable",
    "disclose",
    "present",
    "Answers",
    "Answered",
    "Fetched",
    "Fetcher",
    "Request",
    "Synced",
    "_panic",
    "Affected",
    "Asked",
    "Corridor",
    "Corridors",
    "Opening",
    "Openings",
    "Period",
    "Route",
    "Routes",
    "Segment",
    "Document",
    "HeldPack",
    "HighWater",
    "Pack",
    "Policy",
    "Remark",
    "TrustBundle",
    "inspect",
    "printable",
    "__version__",
]

_Answer = TypeVar("_Answer", Standing, Decision)
_Text: TypeAlias = str | bytes | bytearray | memoryview
_Json: TypeAlias = _Text | Mapping[str, Any]
_Path: TypeAlias = str | PathLike[str]
_Names: TypeAlias = str | Iterable[str]
_Language: TypeAlias = Literal["en", "ja"]
_Algorithm: TypeAlias = Literal["ES256", "ES384", "EdDSA", "Ed25519", "PS256", "RS256"]
_Transport: TypeAlias = Callable[[Request], tuple[int, Mapping[str, str], bytes]]
_Role: TypeAlias = Literal["controller", "joint_controller", "processor", "sub_processor"]
_Form: TypeAlias = Literal["vc+jwt", "vc+sd-jwt", "dc+sd-jwt"]
_ListKind: TypeAlias = Literal["revocation", "suspension", "token"]
_Status: TypeAlias = Literal["valid", "revoked", "suspended"]
_Weight: TypeAlias = Literal["notice", "conditional", "undetermined", "refused", "prohibited"]
_Verdict: TypeAlias = Literal[
    "valid",
    "refused",
    "undetermined",
    "recognised",
    "conditional",
    "indeterminate",
    "not_recognised",
    "prohibited",
    "not_restricted",
]
_StatementKind: TypeAlias = Literal[
    "RecognizedEntityCredential",
    "CertificationScheme",
    "CertificationEvents",
    "JurisdictionRegister",
    "Regime",
    "RecognitionArrangement",
    "Prohibition",
    "RecognitionPack",
]

__version__: str

def _panic() -> NoReturn:
    """Panics, so that a test can see what becomes of it."""

@final
class Clocks:
    """The two clocks of a question: the instant that is asked about, and the one whose
    knowledge decides."""

    def __new__(cls, valid_at: datetime, known_at: datetime) -> Clocks: ...
    @staticmethod
    def at(instant: datetime) -> Clocks:
        """Both clocks at one instant: as it was to be known on the day."""
    @staticmethod
    def now() -> Clocks:
        """Both clocks at the machine's present time, in whole seconds."""
    @property
    def valid_at(self) -> datetime:
        """The instant that is asked about."""
    @property
    def known_at(self) -> datetime:
        """The instant whose knowledge decides: what was published later does not count."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Policy:
    """What a verifier accepts. The defaults are safe; each loosening has a name that says so."""

    def __new__(
        cls,
        *,
        algorithms: Sequence[_Algorithm] = ...,
        clock_skew_seconds: int = ...,
        status: Literal["required", "allow_absent"] = ...,
        max_status_age_seconds: int = ...,
        schemes: Sequence[str] = ...,
        jurisdictions: Sequence[str] = ...,
        roles: Sequence[_Role] = ...,
        prohibitions: Literal["allow_unclaimed", "require_claim"] = ...,
        limits: Mapping[str, int] = ...,
    ) -> Policy: ...
    @staticmethod
    def from_json(document: _Json) -> Policy:
        """Reads a policy document. Unknown members are refused."""
    def to_json(self) -> str:
        """The whole policy as canonical JSON, with its defaults written out."""
    def to_dict(self) -> dict[str, Any]:
        """The same as Python's own values."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Document:
    """A document of a bundle, as it was obtained, and what became of it."""

    @property
    def url(self) -> str:
        """Where it is published."""
    @property
    def media_type(self) -> str:
        """Its media type."""
    @property
    def obtained_at(self) -> datetime:
        """When it was obtained."""
    @property
    def body(self) -> str:
        """Its body, byte for byte."""
    @property
    def sha256(self) -> str:
        """SHA-256 of the body, in hexadecimal."""
    @property
    def kind(self) -> str:
        """What it is: `list_of_bodies`, `scheme`, `status_list`, `events` and so on."""
    @property
    def issuer(self) -> str | None:
        """Who signed it, when that was verified."""
    @property
    def sequence_number(self) -> int | None:
        """Its sequence number, when it has one and was verified."""
    @property
    def problem(self) -> Finding | None:
        """Why it counts for nothing; none for a sound document."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class TrustBundle:
    """The verifier's whole world: whom it trusts for what, and the documents that they
    published. Immutable."""

    def __new__(cls, *, created_at: datetime | None = None) -> TrustBundle: ...
    @staticmethod
    def load(path: _Path) -> TrustBundle:
        """Reads a bundle from a file."""
    @staticmethod
    def from_json(document: _Json) -> TrustBundle:
        """Reads a bundle."""
    @staticmethod
    def embedded() -> TrustBundle:
        """A bundle of nothing but the unofficial recognition pack that comes with the software."""
    def with_embedded_pack(self) -> TrustBundle:
        """The same bundle with that pack. Where an anchor of the bundle speaks for a regime,
        the pack is silent."""
    def with_anchor(self, anchor: _Json, *, at: datetime | None = None) -> TrustBundle:
        """The same bundle with an anchor added, or in the place of the one of its identifier."""
    def with_document(
        self,
        url: str,
        body: _Text,
        *,
        media_type: str | None = None,
        obtained_at: datetime | None = None,
    ) -> TrustBundle:
        """The same bundle with a document added, or in the place of the one of its URL. Its
        media type is told from its content where none is given."""
    def save(self, path: _Path) -> None:
        """Writes the bundle to a file, whole or not at all."""
    def to_json(self) -> str:
        """The bundle as one JSON document."""
    @property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, over the anchors and the digests of the documents."""
    @property
    def created_at(self) -> datetime:
        """When it was put together."""
    @property
    def anchors(self) -> tuple[dict[str, Any], ...]:
        """Whom it trusts, and for what."""
    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents, each with what became of it, by URL."""
    @property
    def packs(self) -> tuple[HeldPack, ...]:
        """The recognition packs that count here."""
    def title(self, id: str, language: str = "en") -> str | None:
        """What people call a jurisdiction, a regime, an instrument or a scheme, where a
        document says so. Text from outside: escape it."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class HighWater:
    """The highest sequence number that was seen of each signed document. Keep it beside the
    bundle, and ask it whenever the bundle was brought up to date."""

    def __new__(cls) -> HighWater: ...
    @staticmethod
    def from_json(document: _Json) -> HighWater:
        """Reads what was kept."""
    def to_json(self) -> str:
        """What is to be kept."""
    def admitting(self, bundle: TrustBundle) -> HighWater:
        """The marks after a bundle was admitted. Raises `InvalidDocument` where a document is
        older than one seen before, or another of the same number."""

@final
class Pack:
    """A recognition pack that is not signed."""

    @staticmethod
    def from_json(document: _Json) -> Pack:
        """Reads a pack. Unknown members are refused."""
    @staticmethod
    def embedded() -> Pack:
        """The unofficial pack that comes with the software."""
    def lint(self) -> tuple[Remark, ...]:
        """What is doubtful in it and not answered by a note."""
    @property
    def id(self) -> str:
        """Its name: the URL at which it is published."""
    @property
    def regimes(self) -> tuple[str, ...]:
        """The identifiers of the regimes that it describes."""
    @property
    def instruments(self) -> tuple[str, ...]:
        """The identifiers of its instruments."""
    def to_dict(self) -> dict[str, Any]:
        """All of it as Python's own values."""
    def __eq__(self, other: object, /) -> bool: ...

@final
class HeldPack:
    """A pack that a bundle holds, by what it says of itself and by its digest."""

    @property
    def id(self) -> str:
        """Its name: the URL at which it is published."""
    @property
    def title(self) -> str:
        """Its title. Text from outside: escape it."""
    @property
    def curator(self) -> str:
        """Who put it together."""
    @property
    def as_of(self) -> datetime:
        """Up to when its facts were looked for."""
    @property
    def next_update(self) -> datetime:
        """When it must be looked through again. Nothing rests on it after that."""
    @property
    def notice(self) -> str:
        """Whose view it is, and who has reviewed it."""
    @property
    def stated_by(self) -> str:
        """Who states it here."""
    @property
    def sha256(self) -> str:
        """SHA-256 of its document, in hexadecimal."""

@final
class Remark:
    """Something doubtful in a pack."""

    @property
    def code(self) -> str:
        """The name of the doubt, by which a note answers it."""
    @property
    def place(self) -> str:
        """The place, regime, instrument or order, by its identifier."""
    @property
    def about(self) -> str:
        """What it is about: a name, a time, another instrument."""
    def problem(self, language: _Language = "en") -> str:
        """What is doubtful. Safe to print."""
    def remedy(self, language: _Language = "en") -> str:
        """What to do about it."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Credential:
    """A credential of any kind that is genuine: steps 1 to 3 hold."""

    @property
    def issuer(self) -> str:
        """The issuer's identifier."""
    @property
    def form(self) -> _Form:
        """How it is encoded: `vc+jwt`, `vc+sd-jwt` or `dc+sd-jwt`."""
    @property
    def token(self) -> str:
        """The token as it was presented."""
    @property
    def claims(self) -> dict[str, Any]:
        """The claims, with what was disclosed in its place. Text from outside: escape it."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> NoReturn: ...

@final
class Certificate:
    """An organisation's certificate that is genuine: facts, true whatever the time."""

    @property
    def issuer(self) -> str:
        """The identifier of the certification body."""
    @property
    def subject(self) -> str:
        """The organisation's identifier."""
    @property
    def legal_name(self) -> str:
        """The organisation's name. Text from outside: escape it."""
    @property
    def number(self) -> str:
        """The certificate's number."""
    @property
    def scheme(self) -> str:
        """The scheme."""
    @property
    def scheme_version(self) -> str:
        """The version of the scheme."""
    @property
    def variant(self) -> str | None:
        """The variant of the scheme, where it has variants."""
    @property
    def jurisdiction(self) -> str:
        """The regime under whose law it was granted."""
    @property
    def roles(self) -> tuple[_Role, ...]:
        """The roles that it covers."""
    @property
    def valid_from(self) -> datetime | None:
        """When it begins, where it says so."""
    @property
    def valid_until(self) -> datetime | None:
        """When it ends, where it says so."""
    @property
    def decided_on(self) -> date | None:
        """When the body decided: a day, or an instant."""
    @property
    def events_url(self) -> str | None:
        """Where its signed events are published."""
    @property
    def credential(self) -> Credential:
        """The credential that carries it."""
    @property
    def token(self) -> str:
        """The token as it was presented."""
    def member(self, name: str) -> Any:
        """Any member of its `certification`, or none."""
    def _repr_html_(self) -> str: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> NoReturn: ...

@final
class Need:
    """A document of a known issuer that was needed and is not in the bundle."""

    @property
    def url(self) -> str:
        """Where the document is published."""
    @property
    def kind(
        self,
    ) -> Literal[
        "did_document",
        "issuer_metadata",
        "key_set",
        "status_list",
        "certification_events",
        "trust_document",
    ]:
        """What it is."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Finding:
    """One thing that was found: a code, and the facts that made it so."""

    @property
    def code(self) -> str:
        """What was found: a permanent name."""
    @property
    def class_(self) -> str:
        """The class of the code, of which there are few."""
    @property
    def step(self) -> int:
        """The step that it belongs to, from 1 to 8."""
    @property
    def weight(self) -> _Weight:
        """What it does to the answer."""
    @property
    def subject(self) -> str | None:
        """What it is about: an identifier, a document's URL, a member's JSON pointer."""
    @property
    def because(self) -> dict[str, str]:
        """The facts, by name. Text from outside: escape it."""
    @property
    def evidence(self) -> list[str]:
        """The URLs of the documents that it rests on."""
    @property
    def reference(self) -> str:
        """Where the rule stands."""
    @property
    def need(self) -> Need | None:
        """The document that would settle it, where there is one."""
    def problem(self, language: _Language = "en") -> str:
        """What is wrong, in words that are safe to print."""
    def remedy(self, language: _Language = "en") -> str:
        """What to do about it."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Report:
    """An answer with its evidence. `to_json()` gives the same bytes for the same inputs as
    every other front end of tegata."""

    @property
    def verdict(self) -> _Verdict:
        """The answer in one word."""
    @property
    def code(self) -> str:
        """The code of the finding that decided it; `ok` where nothing stands in the way."""
    @property
    def headline(self) -> Finding | None:
        """The finding that decided it."""
    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that was found, in the order of steps and ranks."""
    @property
    def clocks(self) -> Clocks | None:
        """The two clocks of the question; none for what does not depend on time."""
    @property
    def certificate(self) -> Certificate | None:
        """The certificate that it is about, if that is authentic; the first of several."""
    @property
    def needs(self) -> tuple[Need, ...]:
        """The documents of known issuers that would settle it."""
    @property
    def next_change(self) -> datetime | None:
        """When the answer changes as time moves on, with what is known now."""
    @property
    def fresh_until(self) -> datetime | None:
        """Until when the documents behind it may be relied on."""
    def outcome(self, step: int) -> Literal["passed", "failed", "unknown", "skipped"]:
        """How a step, from 1 to 8, ended: `passed`, `failed`, `unknown` or `skipped`."""
    def to_json(self) -> str:
        """The report as JSON, `tegata.report/1`."""
    def to_dict(self) -> dict[str, Any]:
        """The same as Python's own values."""
    def explain(self, language: _Language = "en") -> str:
        """The answer in words that are safe to print."""
    def _repr_html_(self) -> str: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __bool__(self) -> NoReturn: ...
    def __reduce__(self) -> NoReturn: ...

@final
class Standing:
    """A certificate that was good at given clocks: steps 1 to 5 hold."""

    @property
    def certificate(self) -> Certificate:
        """The certificate."""
    @property
    def clocks(self) -> Clocks:
        """The clocks of the question."""
    @property
    def accredited_by(self) -> str:
        """Who accredited the body: an authority, or the body's own pin."""
    @property
    def accredited_in(self) -> str | None:
        """The list that says so; none for a body that was pinned."""
    @property
    def until(self) -> datetime | None:
        """When the certificate ends, extensions included."""
    @property
    def fresh_until(self) -> datetime | None:
        """Until when the documents behind the answer may be relied on."""
    @property
    def notices(self) -> tuple[Finding, ...]:
        """What is worth knowing all the same."""
    @property
    def report(self) -> Report:
        """The whole report."""
    def __reduce__(self) -> NoReturn: ...

@final
class Permit:
    """Leave to rely on an instrument for a transfer, at given clocks. Never "lawful"."""

    @property
    def importer(self) -> str:
        """Who may receive the data: a name where there is one. Text from outside: escape it."""
    @property
    def instrument(self) -> str:
        """The instrument that permits it, or that none is needed."""
    @property
    def standing(self) -> Standing | None:
        """The standing of the certificate that it rests on; none where none is needed."""
    @property
    def report(self) -> Report:
        """The whole report."""
    def __reduce__(self) -> NoReturn: ...

@final
class Decision:
    """An answer with everything behind it. Ask it for its `permit()`."""

    @property
    def verdict(self) -> _Verdict:
        """The answer in one word."""
    @property
    def code(self) -> str:
        """The code of the finding that decided it; `ok` where nothing stands in the way."""
    @property
    def instrument(self) -> str | None:
        """The instrument that decided, where one did: its identifier."""
    @property
    def report(self) -> Report:
        """The whole report."""
    def permit(self) -> Permit:
        """The permit; raises `Refused` where there is none."""
    def _repr_html_(self) -> str: ...
    def __bool__(self) -> NoReturn: ...
    def __reduce__(self) -> NoReturn: ...

@final
class Both:
    """A decision with all that was asked to count, and the one that could be made on the day."""

    @property
    def decision(self) -> Decision:
        """By the clocks of the question."""
    @property
    def on_the_day(self) -> Decision | None:
        """With the knowledge of the day itself; none where the question asked for no other."""
    def __bool__(self) -> NoReturn: ...
    def __reduce__(self) -> NoReturn: ...

@final
class Transfer:
    """A transfer of personal data, with what is known of it. What is not stated is unknown,
    never "no"."""

    def __new__(
        cls,
        source: str,
        destination: str,
        /,
        *,
        to: Certificate | str | None = None,
        exporter: Certificate | str | None = None,
        data: _Names = ...,
        subjects: _Names = ...,
        purpose: _Names = ...,
        sector: _Names = ...,
        role: _Role | None = None,
        exporter_role: _Role | None = None,
        activity: str | None = None,
        site: str | None = None,
        sub_processors: _Names | None = None,
        recipient: str | None = None,
        means: str | None = None,
        supervisor: str | None = None,
        volume: int | None = None,
        volume_sensitive: int | None = None,
        importer_law: Mapping[str, bool] | None = None,
        exporter_status: Mapping[str, bool] | None = None,
        facts: Mapping[str, bool] | None = None,
        evidence: _Names = ...,
        shown: Sequence[Credential] = ...,
        begun_at: datetime | None = None,
        provenance: Sequence[tuple[str, str | None]] = ...,
    ) -> Transfer: ...
    @staticmethod
    def from_json(document: _Json) -> Transfer:
        """Reads a question from JSON, or from a mapping. Unknown members are refused."""
    def showing(self, credential: Credential) -> Transfer:
        """The same question with a genuine credential shown as evidence."""
    @property
    def source(self) -> str:
        """Where the exporter is."""
    @property
    def destination(self) -> str:
        """Where the importer processes the data."""
    @property
    def importer(self) -> str | None:
        """The importer's identifier, or else its name."""
    @property
    def exporter(self) -> str | None:
        """The exporter's identifier, or else its name."""
    def to_json(self) -> str:
        """The question as canonical JSON."""
    def to_dict(self) -> dict[str, Any]:
        """The same as Python's own values."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Fetcher:
    """Answers questions, and fetches what they lack from its publishers. One thing at a time:
    threads that share it wait for one another.

    Only whole documents of issuers that the bundle knows are asked for, over `https`, at
    public addresses. `docs/fetching.md` tells what their publishers learn."""

    def __new__(
        cls,
        verifier: Verifier,
        *,
        transport: _Transport | None = None,
        ports: Sequence[int] = ...,
        redirects: int = 0,
        events: bool = False,
        cache: _Path | None = None,
        allow_stale: bool = False,
        roots: _Text | None = None,
        connect_seconds: float = 3.0,
        seconds: float = 10.0,
    ) -> Fetcher:
        """A fetcher that begins with what the verifier's bundle holds.

        `transport` is a network of your own in the place of HTTPS: a callable that obtains
        one :class:`Request` and gives the HTTP status, headers and body. It is asked for
        nothing that the guard refuses; `TimeoutError` and other `OSError` count as a network
        that failed, and any other exception is raised to the caller.

        `ports` may be asked beside 443, and `redirects` followed within one host (three at
        most). With `events`, those of certificates are fetched, and the body learns which
        one is checked. `cache` is a folder for copies; with `allow_stale`, one past its time
        serves where its publisher does not answer. `roots` are the certificates (PEM) of the
        authorities that prove who a host is, in the place of the system's."""
    @property
    def bundle(self) -> TrustBundle:
        """The bundle with all that was fetched so far."""
    def verify(
        self, token: _Text, clocks: Clocks | None = None, *, now: datetime | None = None
    ) -> Answered[Standing]:
        """`Verifier.verify`, with what it lacks fetched. `now` tells how old copies are."""
    def decide(
        self,
        transfer: Transfer,
        certificates: Iterable[Certificate] | None = None,
        clocks: Clocks | None = None,
        *,
        now: datetime | None = None,
    ) -> Answered[Decision]:
        """`Verifier.decide`, with what it lacks fetched."""
    def sync(
        self, bundle: TrustBundle, seen: HighWater | None = None, *, now: datetime | None = None
    ) -> Synced:
        """Brings a bundle up to date, as `tegata bundle sync` does: what is old, forged, or
        stands in another's place is refused, and what was there before stays. `seen` is what
        earlier syncs have seen. Hosts are asked at once, your own transport from several
        threads."""

@final
class Answered(Generic[_Answer]):
    """An answer, and what was fetched for it."""

    def answer(self) -> _Answer:
        """The answer; "no" is raised, as by the same call of a `Verifier`."""
    @property
    def fetched(self) -> tuple[Fetched, ...]:
        """What became of each document that was lacking."""
    @property
    def bundle(self) -> TrustBundle:
        """The bundle with what was fetched: a verifier gives the same answer from it again."""
    @classmethod
    def __class_getitem__(cls, key: Any) -> GenericAlias: ...

@final
class Fetched:
    """A document that was wanted, and what became of it."""

    @property
    def url(self) -> str:
        """Where it is published. Text from outside: escape it."""
    @property
    def kind(self) -> str:
        """What it is, as in `Need.kind`."""
    @property
    def origin(self) -> Literal["publisher", "copy", "confirmed", "stale_copy"] | None:
        """Where it came from, if it counts."""
    @property
    def code(self) -> str | None:
        """Why it does not count, a permanent name."""
    @property
    def problem(self) -> str | None:
        """The same in words."""

@final
class Request:
    """A document to obtain, whose URL has passed the guard."""

    @property
    def url(self) -> str:
        """Where it is published."""
    @property
    def kind(self) -> str:
        """What it is, as in `Need.kind`."""
    @property
    def limit(self) -> int:
        """The most bytes that it may have. Read no more."""
    @property
    def media_types(self) -> tuple[str, ...]:
        """The media types that it may have; the first is preferred."""
    @property
    def headers(self) -> dict[str, str]:
        """The headers to send."""

@final
class Synced:
    """A bundle that was brought up to date, and what changed."""

    @property
    def bundle(self) -> TrustBundle:
        """The bundle: the old one where nothing changed."""
    @property
    def seen(self) -> HighWater:
        """What has been seen by now. Keep it beside the bundle, for the next sync."""
    @property
    def has_changed(self) -> bool:
        """Whether the bundle is another one now."""
    @property
    def has_refusals(self) -> bool:
        """Whether something was offered and turned away."""
    @property
    def is_incomplete(self) -> bool:
        """Whether something is late, missing or could not be had."""
    @property
    def report(self) -> dict[str, Any]:
        """The report (`tegata.sync/1`) as values."""
    def changes(self, language: _Language = "en") -> tuple[str, ...]:
        """What is different now, and for whom: a sentence each."""

@final
class Answers:
    """Answers as a stream of Arrow record batches, which are worked out as they are read.

    It can be read once: `pyarrow.table(answers)`, `polars.DataFrame(answers)`, or from DuckDB
    by its name."""

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """The stream, as the Arrow PyCapsule interface wants it. A schema that is asked for is
        passed over, as the interface allows."""

@final
class Verifier:
    """Answers questions about credentials, from one bundle under one policy. Immutable; share
    it between threads, which verify at the same time."""

    def __new__(
        cls, bundle: TrustBundle, policy: Policy | None = None, *, signature_cache: int = 0
    ) -> Verifier: ...
    @property
    def bundle(self) -> TrustBundle:
        """The bundle."""
    @property
    def policy(self) -> Policy:
        """The policy."""
    def open(self, token: _Text) -> Credential:
        """Steps 1 to 3 for a credential of any kind."""
    def authenticate(self, token: _Text) -> Certificate:
        """Steps 1 to 3 for an organisation's certificate: facts, true whatever the time."""
    def authenticate_presentation(
        self,
        token: _Text,
        *,
        audience: str,
        nonce: str,
        max_age_seconds: int,
        clocks: Clocks | None = None,
    ) -> Certificate:
        """Steps 1 to 3 for a certificate that its holder presents with a proof of possession."""
    def assess(self, certificate: Certificate, clocks: Clocks | None = None) -> Standing:
        """Steps 4 and 5: was the body accredited, and was the certificate in force?"""
    def assess_day(self, certificate: Certificate, first: Clocks, last: Clocks) -> Standing:
        """The same from the first to the last instant of a day."""
    def verify(self, token: _Text, clocks: Clocks | None = None) -> Standing:
        """Steps 1 to 5: is this certificate good?"""
    def decide(
        self,
        transfer: Transfer,
        certificates: Iterable[Certificate] | None = None,
        clocks: Clocks | None = None,
    ) -> Decision:
        """Steps 4 to 8: may these certificates, which are all there is, be relied on for this
        transfer in the eyes of the exporter's law?"""
    def verify_batch(
        self, tokens: Any, clocks: Clocks | None = None, *, reports: bool = False
    ) -> Answers:
        """Steps 1 to 5 for each token of an Arrow column."""
    def decide_batch(
        self, questions: Any, clocks: Clocks | None = None, *, reports: bool = False
    ) -> Answers:
        """Steps 1 to 8 for each row of an Arrow table."""
    def decide_day(
        self,
        transfer: Transfer,
        certificates: Iterable[Certificate],
        first: Clocks,
        last: Clocks,
    ) -> Decision:
        """The same from the first to the last instant of a day."""
    def decide_both(
        self,
        transfer: Transfer,
        certificates: Iterable[Certificate],
        first: Clocks,
        last: Clocks | None = None,
    ) -> Both:
        """Decides with hindsight, and once more with what was known on the day, where the
        question knows more than that."""
    def day_of(self, transfer: Transfer, day: date) -> tuple[datetime, datetime]:
        """The first and the last second of a day where the exporter is."""
    def period(
        self,
        transfer: Transfer,
        certificates: Iterable[Certificate] | None = None,
        *,
        since: datetime,
        until: datetime | None = None,
        known_at: datetime | None = None,
    ) -> Period:
        """From when until when the transfer was recognised, and by what."""
    def routes(
        self,
        transfer: Transfer,
        certificates: Iterable[Certificate] | None = None,
        clocks: Clocks | None = None,
    ) -> Routes:
        """What would make it a yes, the smallest changes first."""
    def corridors(
        self,
        transfer: Transfer,
        certificates: Iterable[Certificate] | None = None,
        clocks: Clocks | None = None,
    ) -> Corridors:
        """From which regimes a transfer to the importer's place is open."""
    def openings(self, transfer: Transfer, clocks: Clocks | None = None) -> Openings:
        """Every kind of certificate that an instrument in reach accepts, and what the answer
        would be with it: the best first."""
    def impact(
        self,
        decisions: Sequence[Asked],
        *,
        instrument: str,
        ends: datetime,
        published: datetime | None = None,
        annulled_from: datetime | None = None,
    ) -> tuple[Affected, ...]:
        """What becomes of past decisions if an instrument ends."""

@final
class Segment:
    """A time in which the answer is the same."""

    @property
    def since(self) -> datetime:
        """Its first instant."""
    @property
    def until(self) -> datetime:
        """Its last second."""
    @property
    def verdict(self) -> _Verdict:
        """The answer in one word."""
    @property
    def instrument(self) -> str | None:
        """The instrument that decided, where one did."""
    @property
    def code(self) -> str | None:
        """What decided against it; none for a yes."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Period:
    """What became of one transfer through time, as known at one instant: a sequence of segments
    without gaps, in order."""

    @property
    def known_at(self) -> datetime:
        """What was published later does not count."""
    def to_json(self) -> str:
        """All of it as canonical JSON, `tegata.period/1`."""
    def to_dict(self) -> dict[str, Any]:
        """The same as Python's own values."""
    def to_svg(self, language: _Language = "en") -> str:
        """A bar of time as an SVG drawing."""
    def _repr_svg_(self) -> str: ...
    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[Segment]: ...
    def __getitem__(self, index: int, /) -> Segment: ...

@final
class Route:
    """A way to a yes: after all of its changes the verdict is as promised."""

    @property
    def changes(self) -> tuple[dict[str, Any], ...]:
        """What to change, each as a mapping: `present`, `evidence`, `show`, `state`, `leaveOut`."""
    @property
    def verdict(self) -> _Verdict:
        """The answer then."""
    @property
    def instrument(self) -> str | None:
        """By which instrument; none where none is needed."""
    def apply(self, transfer: Transfer) -> Transfer:
        """The question after the changes, but for the certificates: those must be had first."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Routes:
    """What would make it a yes: a sequence of routes, the smallest changes first."""

    def to_json(self) -> str:
        """All of it as canonical JSON, `tegata.routes/1`."""
    def to_dict(self) -> dict[str, Any]:
        """The same as Python's own values."""
    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[Route]: ...
    def __getitem__(self, index: int, /) -> Route: ...

@final
class Corridor:
    """The answer of one exporter's regime."""

    @property
    def regime(self) -> str:
        """The regime."""
    @property
    def source(self) -> str:
        """The place from which the question was asked."""
    @property
    def verdict(self) -> _Verdict:
        """The answer in one word."""
    @property
    def instrument(self) -> str | None:
        """The instrument that decided, where one did."""
    @property
    def code(self) -> str | None:
        """What decided against it; none for a yes."""
    @property
    def is_open(self) -> bool:
        """Whether data may move, as far as this goes."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Corridors:
    """The answers of all exporters' regimes for one place: a sequence of corridors."""

    def to_json(self) -> str:
        """All of it as canonical JSON, `tegata.where/1`."""
    def to_dict(self) -> dict[str, Any]:
        """The same as Python's own values."""
    def to_svg(self, language: _Language = "en") -> str:
        """A matrix as an SVG drawing, one cell for each regime."""
    def _repr_svg_(self) -> str: ...
    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[Corridor]: ...
    def __getitem__(self, index: int, /) -> Corridor: ...

@final
class Opening:
    """A kind of certificate that opens a way for a transfer, or would but for what is owed."""

    @property
    def scheme(self) -> str:
        """The scheme of the certificate; `to_dict()` of the openings tells the rest."""
    @property
    def verdict(self) -> _Verdict:
        """The answer with such a certificate."""
    @property
    def instrument(self) -> str | None:
        """The instrument that decides then."""
    @property
    def code(self) -> str | None:
        """What is still against it; none for a yes."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Openings:
    """Every kind of certificate that an instrument in reach accepts: a sequence of openings, the
    best first."""

    def to_json(self) -> str:
        """All of it as canonical JSON, `tegata.where/1`."""
    def to_dict(self) -> dict[str, Any]:
        """The same as Python's own values."""
    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[Opening]: ...
    def __getitem__(self, index: int, /) -> Opening: ...

@final
class Asked:
    """A decision that was made, as its maker keeps it: the question without the answer."""

    def __new__(
        cls, id: str, transfer: Transfer, certificates: Iterable[Certificate], clocks: Clocks
    ) -> Asked: ...
    @property
    def id(self) -> str:
        """The maker's own name for it."""

@final
class Affected:
    """What becomes of one decision."""

    @property
    def id(self) -> str:
        """The maker's own name for the decision."""
    @property
    def fate(self) -> Literal["unaffected", "another_leg", "falls", "differs"]:
        """In one word: `unaffected`, `another_leg`, `falls` or `differs`."""
    @property
    def clocks(self) -> Clocks:
        """At which clocks it was asked again."""
    @property
    def before(self) -> _Verdict:
        """The verdict while the instrument goes on."""
    @property
    def after(self) -> _Verdict:
        """The verdict after its end."""
    def to_json(self) -> str:
        """All of it as canonical JSON, `tegata.impact/1`."""
    def to_dict(self) -> dict[str, Any]:
        """The same as Python's own values."""

@final
class Signer:
    """A private key, wherever it is kept."""

    @staticmethod
    def generate(algorithm: _Algorithm = "ES256", *, key_id: str | None = None) -> Signer:
        """Makes a new key: `ES256`, `ES384`, `EdDSA` or `Ed25519`."""
    @staticmethod
    def load(
        path: _Path, *, passphrase: str | None = None, key_id: str | None = None
    ) -> Signer:
        """Reads a key from a file that only its owner may touch."""
    @staticmethod
    def from_jwk(jwk: _Json, *, key_id: str | None = None) -> Signer:
        """Reads a key from a private JWK."""
    @staticmethod
    def from_pem(
        pem: _Text, *, passphrase: str | None = None, key_id: str | None = None
    ) -> Signer:
        """Reads a key from PEM."""
    @staticmethod
    def from_callable(
        sign: Callable[[bytes], bytes], *, public_key: _Json, algorithm: _Algorithm | None = None
    ) -> Signer:
        """A key behind a callable: it takes the bytes to sign, and gives the signature as JWS
        encodes it (for ECDSA r and s side by side, not DER)."""
    @property
    def algorithm(self) -> _Algorithm:
        """The algorithm it signs with."""
    @property
    def key_id(self) -> str | None:
        """The identifier of the key (`kid`)."""
    @property
    def public_key(self) -> dict[str, Any]:
        """The public key, as a JWK to hand out."""
    @property
    def thumbprint(self) -> str:
        """The thumbprint of the public key (RFC 7638)."""
    def sign(self, message: _Text) -> bytes:
        """Signs bytes."""
    def save(self, path: _Path, *, passphrase: str) -> None:
        """Writes the key to a new file, encrypted under a passphrase."""
    def save_unencrypted(self, path: _Path) -> None:
        """Writes the key to a new file as it is: whoever gets the file can sign."""
    def __reduce__(self) -> NoReturn: ...

@final
class StatusEntry:
    """One entry of one list, as a draft names it."""

    def __new__(cls, kind: _ListKind, list: str, index: int) -> StatusEntry: ...
    @property
    def kind(self) -> _ListKind:
        """The kind of list."""
    @property
    def list(self) -> str:
        """Where the list is published."""
    @property
    def index(self) -> int:
        """The place in it."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class StatusList:
    """The register behind one published status list. Keep it: a list that is built from
    anything else could take a revocation back."""

    def __new__(cls, url: str, kind: _ListKind) -> StatusList: ...
    @staticmethod
    def load(path: _Path) -> StatusList:
        """Reads a register from a file."""
    @staticmethod
    def from_json(document: _Json) -> StatusList:
        """Reads a register."""
    def save(self, path: _Path) -> None:
        """Writes the register to a file, whole or not at all."""
    def to_json(self) -> str:
        """The register as JSON."""
    @property
    def url(self) -> str:
        """Where the list is published."""
    @property
    def kind(self) -> _ListKind:
        """What the list tells: `revocation`, `suspension` or `token`."""
    @property
    def media_type(self) -> str:
        """The media type under which the list is published."""
    def allocate(self) -> StatusEntry:
        """Gives out an unused entry, for a draft. Save the register before the certificate
        leaves the house: an entry must never be given out twice."""
    def status(self, entry: StatusEntry | int) -> _Status | None:
        """What an entry says: `valid`, `revoked` or `suspended`; none for one that was never
        given out."""
    def revoke(self, entry: StatusEntry | int) -> None:
        """Withdraws a certificate, for good."""
    def suspend(self, entry: StatusEntry | int) -> None:
        """Puts a certificate out of force for the time being."""
    def reinstate(self, entry: StatusEntry | int) -> None:
        """Ends a suspension."""

@final
class Issuer:
    """Signs certificates and documents in the name of one issuer. What a verifier would refuse
    is never signed."""

    def __new__(cls, id: str, signer: Signer) -> Issuer: ...
    @property
    def id(self) -> str:
        """The issuer's identifier."""
    @property
    def public_key(self) -> dict[str, Any]:
        """The public key, under the name that its tokens use: what an anchor pins."""
    def certificate(
        self,
        draft: _Json,
        *,
        form: _Form = "vc+jwt",
        status: Sequence[StatusEntry] = ...,
        hide: Sequence[str] | None = None,
        holder_key: _Json | None = None,
        at: datetime | None = None,
    ) -> str:
        """Signs a certificate from a draft. `hide` names what its holder may keep back, as JSON
        pointers into the draft's subject; none given: what is sensibly hidden."""
    def status_list(
        self, list: StatusList, *, until: datetime, at: datetime | None = None
    ) -> str:
        """Signs an edition of a status list: what its register says, to be relied on until
        `until`. Publish it at the list's URL under its media type."""
    def statement(
        self,
        kind: _StatementKind,
        *,
        url: str,
        subject: _Json | Sequence[Mapping[str, Any]],
        number: int | None = None,
        next_update: datetime | None = None,
        at: datetime | None = None,
    ) -> str:
        """Signs a statement of that kind about `subject`, to be published at `url`: a list of
        accredited bodies, a scheme, events, a regime, an arrangement, a prohibition."""
    def pack(self, pack: Pack, *, number: int, at: datetime | None = None) -> str:
        """Signs a recognition pack, to be published at the URL that it bears as its `id`."""

def combine(tokens: Sequence[str]) -> str:
    """Puts the signatures of several keys over one and the same statement together."""
def disclosable(token: str) -> list[str]:
    """The JSON pointers of what the holder of an SD-JWT may show or keep back."""
def disclose(token: str, keep: _Names) -> str:
    """Shows of an SD-JWT the claims at `keep`, and nothing else that can be hidden. Without
    proof of possession: whoever gets a copy can show it too."""
def present(
    token: str,
    keep: _Names,
    *,
    signer: Signer,
    audience: str,
    nonce: str,
    at: datetime | None = None,
) -> str:
    """The same with a proof that the holder has the key for which it was issued."""
def inspect(token: _Text) -> dict[str, Any]:
    """What a token or JSON document says, whoever wrote it: nothing of it is verified."""
def printable(text: _Text) -> str:
    """Text from outside, made safe for terminals and logs."""
