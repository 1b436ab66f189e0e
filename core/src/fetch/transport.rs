//! The carrier of bytes, which users may bring themselves.

use super::error::{FetchError, FetchFault};
use super::guard::Guard;
use crate::code::NeedKind;
use crate::limits::{DOCUMENT_BYTES, Limits};
use crate::recognition::PACK_MEDIA_TYPE;
use std::sync::Arc;

/// How bytes are fetched. Implement it to bring a network of your own: an internal mirror,
/// a queue, a test.
///
/// One GET a request: no cookies, no credentials, no redirect followed on its own account,
/// no more than [`Request::limit`] bytes read. What it brings is never trusted.
pub trait Transport {
    /// Fetches one document.
    fn fetch(&self, request: &Request) -> Result<Response, FetchError>;
}

impl<T: Transport + ?Sized> Transport for &T {
    fn fetch(&self, request: &Request) -> Result<Response, FetchError> {
        (**self).fetch(request)
    }
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn fetch(&self, request: &Request) -> Result<Response, FetchError> {
        (**self).fetch(request)
    }
}

/// A document to obtain. Its URL has passed a [`Guard`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    url: String,
    kind: NeedKind,
    known: Validators,
    renewed: bool,
}

/// What the publisher said of a copy that is at hand: it may answer that nothing changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Validators {
    /// The `ETag` of the copy (RFC 9110 section 8.8.3).
    pub etag: Option<String>,
    /// The `Last-Modified` of the copy (RFC 9110 section 8.8.2).
    pub last_modified: Option<String>,
}

impl Request {
    /// A request for a document of that kind, if the guard allows its URL.
    pub fn new(url: &str, kind: NeedKind, guard: &Guard) -> Result<Self, FetchError> {
        guard.check(url)?;
        if !guard.allows(kind) {
            return Err(FetchError::new(FetchFault::OneHolder, url));
        }
        Ok(Self { url: url.to_owned(), kind, known: Validators::default(), renewed: false })
    }

    /// The same request, on condition that the copy at hand has changed.
    #[must_use]
    pub fn unless(mut self, known: Validators) -> Self {
        self.known = known;
        self
    }

    /// The same request, where a copy will not do.
    pub(super) fn renewed(mut self) -> Self {
        self.renewed = true;
        self
    }

    /// Whether only the publisher's own answer will do: a copy was used already, and what
    /// was asked is still open.
    pub fn must_be_new(&self) -> bool {
        self.renewed
    }

    /// Where it is published.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// What it is.
    pub fn kind(&self) -> NeedKind {
        self.kind
    }

    /// The copy at hand; send `If-None-Match` and `If-Modified-Since` accordingly.
    pub fn known(&self) -> &Validators {
        &self.known
    }

    /// The most bytes that a document of this kind may have.
    pub fn limit(&self) -> usize {
        match self.kind {
            NeedKind::DidDocument | NeedKind::IssuerMetadata | NeedKind::KeySet => KEY_BYTES,
            NeedKind::StatusList => Limits::default().status_list_bytes,
            NeedKind::CertificationEvents | NeedKind::TrustDocument => DOCUMENT_BYTES,
        }
    }

    /// The media types that a document of this kind may have; the first is preferred.
    pub fn media_types(&self) -> &'static [&'static str] {
        match self.kind {
            NeedKind::DidDocument => {
                &["application/did", "application/did+json", "application/did+ld+json", JSON]
            }
            NeedKind::IssuerMetadata => &[JSON],
            NeedKind::KeySet => &["application/jwk-set+json", JSON],
            NeedKind::StatusList => &["application/statuslist+jwt", VC_JWT],
            NeedKind::CertificationEvents => &[VC_JWT],
            NeedKind::TrustDocument => &[VC_JWT, PACK_MEDIA_TYPE, JSON],
        }
    }
}

/// Keys of one issuer: hundreds fit.
const KEY_BYTES: usize = 256 << 10;

const JSON: &str = "application/json";
const VC_JWT: &str = "application/vc+jwt";

/// What a host answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Response {
    /// An answer with that HTTP status, and the body as it is without any encoding.
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self { status, headers: Vec::new(), body: body.into() }
    }

    /// The same with a header. Those that count: `Content-Type`, `Content-Encoding`,
    /// `ETag`, `Last-Modified`, `Cache-Control`, `Age`, `Location`.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The body.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// What was said of the body, without it. What a confirmation leaves out is as it was
    /// (RFC 9111 section 4.3.4).
    #[cfg(feature = "system")]
    pub(super) fn head_over(&self, known: &Validators) -> Self {
        let (status, headers) = (self.status, self.headers.clone());
        let mut head = Self { status, headers, body: Vec::new() };
        for (name, value) in [("ETag", &known.etag), ("Last-Modified", &known.last_modified)] {
            if let (304, Some(value), None) = (status, value, head.header(name)) {
                head = head.with(name, value);
            }
        }
        head
    }

    /// Every value of a header.
    pub(crate) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let named = move |(known, _): &&(String, String)| known.eq_ignore_ascii_case(name);
        self.headers.iter().filter(named).map(|(_, value)| value.as_str())
    }

    /// The value of a header, by its name in any case. One that is there twice is not
    /// there: nobody can tell which of the two counts.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut found = self.all(name);
        let value = found.next()?;
        found.next().is_none().then_some(value)
    }
}
