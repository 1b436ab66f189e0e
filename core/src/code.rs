//! Finding codes: what can be said about a credential, each with its class, step,
//! weight, reference and words.
//!
//! The table itself is in `code/table.rs`; this file says what a row means. Codes are lower
//! snake case, permanent and never reused. Within a step, rows stand in the order of
//! their rank: of several obstacles of one step the first in the table is the headline.

mod table;

use std::fmt;

pub use table::Code;

/// What a code says in one language. `{name}` stands for the finding's own facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// What is wrong, for a reader who is not a cryptographer.
    pub problem: &'static str,
    /// What to do about it.
    pub remedy: &'static str,
}

/// The eight steps of an answer, the same numbers everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Step {
    /// 1: the bytes are a well-formed credential.
    Parse = 1,
    /// 2: the bundle knows the issuer and its key.
    Issuer = 2,
    /// 3: the key, the signature and the disclosures hold.
    Authentic = 3,
    /// 4: the body was accredited for what it certified.
    Accredited = 4,
    /// 5: the certificate was in force.
    Current = 5,
    /// 6: the certificate covers the transfer.
    Coverage = 6,
    /// 7: the exporter's law recognises the certificate.
    Recognition = 7,
    /// 8: no prohibition stands in the way.
    Prohibitions = 8,
}

impl Step {
    /// All steps in order.
    pub const ALL: [Self; 8] = [
        Self::Parse,
        Self::Issuer,
        Self::Authentic,
        Self::Accredited,
        Self::Current,
        Self::Coverage,
        Self::Recognition,
        Self::Prohibitions,
    ];

    /// The number from 1 to 8.
    pub fn number(self) -> u8 {
        self as u8
    }
}

/// What a finding does to the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// Worth knowing; changes nothing.
    Notice,
    /// Evidence is still owed; nothing else stands in the way.
    Conditional,
    /// Something could not be checked: neither yes nor no.
    Undetermined,
    /// Proof that it does not hold.
    Refused,
    /// An order forbids it.
    Prohibited,
}

impl Weight {
    /// The name used in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::Conditional => "conditional",
            Self::Undetermined => "undetermined",
            Self::Refused => "refused",
            Self::Prohibited => "prohibited",
        }
    }
}

macro_rules! classes {
    ($($variant:ident $name:literal $about:literal;)*) => {
        /// The stable classes that every code belongs to, for programs that need few cases.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Class { $(#[doc = $about] $variant),* }

        impl Class {
            /// Every class.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name, lower snake case, permanent.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }
        }
    };
}

classes! {
    Malformed "malformed" "The bytes are not what they should be.";
    DuplicateKey "duplicate_key" "A JSON member is there twice.";
    LimitExceeded "limit_exceeded" "Larger, deeper or more than the limits allow.";
    UnsupportedFormat "unsupported_format" "A format that is not read here.";
    NumberRange "number_range" "A number outside what its field allows.";
    HeaderInvalid "header_invalid" "The JOSE header is not acceptable.";
    TypeMismatch "type_mismatch" "Another type of token than was expected.";
    CritUnsupported "crit_unsupported" "A critical extension that is not understood.";
    AlgNotAllowed "alg_not_allowed" "A signature algorithm that is not allowed.";
    AlgKeyMismatch "alg_key_mismatch" "The algorithm is not the key's.";
    KeyInvalid "key_invalid" "The key is unusable or weak.";
    KeyNotFound "key_not_found" "The issuer has no such key.";
    KeyUntrusted "key_untrusted" "The issuer, or its key at that time, is not trusted.";
    SignatureInvalid "signature_invalid" "The signature does not verify.";
    ProofInvalid "proof_invalid" "A Data Integrity proof does not verify.";
    PurposeMismatch "purpose_mismatch" "The key is not meant for this purpose.";
    VerificationMethodInvalid "verification_method_invalid" "The issuer's key document is not acceptable.";
    ContextInvalid "context_invalid" "The JSON-LD contexts are not the required ones.";
    ChainInvalid "chain_invalid" "A certificate chain does not hold.";
    IssuerMismatch "issuer_mismatch" "The statements about the issuer contradict one another.";
    ClaimsInvalid "claims_invalid" "A claim is missing or has the wrong form.";
    NotYetValid "not_yet_valid" "Its time has not come.";
    Expired "expired" "Its time has passed.";
    DisclosureInvalid "disclosure_invalid" "A disclosure does not fit the signed digests.";
    KeyBindingMissing "key_binding_missing" "The holder's proof of possession is required and absent.";
    KeyBindingInvalid "key_binding_invalid" "The holder's proof of possession does not hold.";
    StatusMissing "status_missing" "A status is required and the credential names none.";
    StatusInvalid "status_invalid" "The status document is not acceptable.";
    StatusUnavailable "status_unavailable" "The status document is not at hand.";
    StatusStale "status_stale" "The status document is too old.";
    StatusRevoked "status_revoked" "Withdrawn for good.";
    StatusSuspended "status_suspended" "Suspended for the time being.";
    TrustListInvalid "trust_list_invalid" "A trust document is not acceptable.";
    TrustListExpired "trust_list_expired" "A trust document is past its next update.";
    TrustListRollback "trust_list_rollback" "A trust document is older than one seen before.";
    NotAccredited "not_accredited" "The body was not accredited for this.";
    NotRecognised "not_recognised" "Not accepted by the policy or the exporter's law.";
    FetchBlocked "fetch_blocked" "A fetch was refused.";
    Timeout "timeout" "A fetch took too long.";
    BundleInvalid "bundle_invalid" "The trust bundle is damaged.";
    ConfigInvalid "config_invalid" "The configuration is not acceptable.";
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One thing that was found: a code, and the facts that made it so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was found.
    pub code: Code,
    /// What it is about: an identifier, a document's URL, a member's JSON pointer.
    pub subject: Option<String>,
    /// The facts, by the names that the code's words use.
    pub because: Vec<(&'static str, String)>,
    /// The URLs of the bundle's documents that it rests on.
    pub evidence: Vec<String>,
    /// The document that would settle it, when it is one of a known issuer.
    pub needs: Option<Need>,
}

/// A document of a known issuer that was needed and is not in the bundle.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Need {
    /// Where the document is published.
    pub url: String,
    /// What it is.
    pub kind: NeedKind,
}

/// The kinds of documents that a verdict may need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NeedKind {
    /// A DID document.
    DidDocument,
    /// JWT VC Issuer Metadata.
    IssuerMetadata,
    /// A JSON Web Key Set.
    KeySet,
    /// A status list.
    StatusList,
    /// A certificate's signed events.
    CertificationEvents,
    /// A list of accredited bodies, a scheme or another document of an anchor.
    TrustDocument,
}

impl NeedKind {
    /// The name used in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::DidDocument => "did_document",
            Self::IssuerMetadata => "issuer_metadata",
            Self::KeySet => "key_set",
            Self::StatusList => "status_list",
            Self::CertificationEvents => "certification_events",
            Self::TrustDocument => "trust_document",
        }
    }
}

impl Finding {
    /// A finding without further facts.
    pub fn new(code: Code) -> Self {
        Self { code, subject: None, because: Vec::new(), evidence: Vec::new(), needs: None }
    }

    /// Adds a fact that the code's words use.
    #[must_use]
    pub fn with(mut self, name: &'static str, fact: impl Into<String>) -> Self {
        self.because.push((name, fact.into()));
        self
    }

    /// Says what the finding is about.
    #[must_use]
    pub fn about(mut self, subject: impl Into<String>) -> Self {
        self.subject = Some(subject.into());
        self
    }

    /// Names a document of the bundle that it rests on.
    #[must_use]
    pub fn by(mut self, url: impl Into<String>) -> Self {
        self.evidence.push(url.into());
        self
    }

    /// Names the document that would settle it.
    #[must_use]
    pub fn needing(mut self, kind: NeedKind, url: impl Into<String>) -> Self {
        self.needs = Some(Need { url: url.into(), kind });
        self
    }

    /// The weight of its code.
    pub fn weight(&self) -> Weight {
        self.code.weight()
    }

    /// The fact called `name`.
    pub fn fact(&self, name: &str) -> Option<&str> {
        self.because.iter().find(|(n, _)| *n == name).map(|(_, fact)| fact.as_str())
    }
}

impl From<Code> for Finding {
    fn from(code: Code) -> Self {
        Self::new(code)
    }
}
