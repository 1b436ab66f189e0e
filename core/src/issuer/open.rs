//! Steps 1 to 3 for every kind of signed document, in one readable place.

use super::keys::{Key, KeyRing};
use crate::code::{Code, Finding};
use crate::credential::sd_jwt::{self, Disclosed, Protected, Split};
use crate::credential::vcdm::{self, Validity};
use crate::credential::{claims, protected, sd_jwt_vc};
use crate::jose::Algorithm;
use crate::jose::jws::{self, Jws, TokenType};
use crate::json::{Document, JsonLimits, Object};
use crate::limits::Limits;

/// What a credential looks like from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Form {
    /// VCDM 2.0 as `vc+jwt`.
    VcJwt,
    /// VCDM 2.0 as `vc+sd-jwt`.
    VcSdJwt,
    /// SD-JWT VC as `dc+sd-jwt`.
    DcSdJwt,
}

impl Form {
    /// The media type's short name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::VcJwt => "vc+jwt",
            Self::VcSdJwt => "vc+sd-jwt",
            Self::DcSdJwt => "dc+sd-jwt",
        }
    }
}

/// Proof that steps 1 to 3 were passed. Only this module makes one.
#[derive(Clone, Copy, Debug)]
pub struct Authentic {
    key: [u8; 32],
    _made_here: (),
}

impl Authentic {
    /// The JWK thumbprint (RFC 7638, SHA-256) of the key that signed.
    pub fn key_thumbprint(&self) -> &[u8; 32] {
        &self.key
    }
}

/// A credential that is genuine: well-formed, from a known issuer, signed with its key.
#[derive(Clone, Debug)]
pub(crate) struct Genuine {
    /// As it was presented.
    pub token: Box<str>,
    pub form: Form,
    /// The claims, with what was disclosed in its place.
    pub claims: Document,
    pub validity: Validity,
    pub authentic: Authentic,
}

impl Genuine {
    /// The identifier of the issuer.
    pub(crate) fn issuer(&self) -> &str {
        let claims = self.claims.root().as_object();
        claims.and_then(|claims| issuer_of(self.form, claims).ok()).unwrap_or_default()
    }
}

/// What the policy says about opening.
pub(crate) struct Rules<'p> {
    pub limits: &'p Limits,
    pub json: JsonLimits,
    pub algorithms: &'p [Algorithm],
}

/// Who is known: issuer to keys.
pub(crate) type Rings<'b> = dyn Fn(&str) -> Option<&'b KeyRing> + 'b;

/// What becomes of a holder's key binding. Never decided by its presence.
pub(crate) enum Binding<'c> {
    /// A token with key binding is refused.
    Refuse,
    /// It must be there, and this judges it.
    Require(&'c dyn Fn(&Presented<'_>) -> Result<(), Finding>),
}

/// A presentation whose credential is genuine and whose key binding is yet to be judged.
pub(crate) struct Presented<'p> {
    pub claims: Object<'p>,
    /// The key-binding token.
    pub token: &'p str,
    /// What its `sd_hash` must be.
    pub digest: String,
}

/// Steps 1 to 3.
pub(crate) fn open(
    token: &str,
    rules: &Rules<'_>,
    rings: &Rings<'_>,
    binding: &Binding<'_>,
) -> Result<Genuine, Finding> {
    // Step 1: the form.
    if token.len() > rules.limits.credential_bytes {
        return Err(too_large(rules.limits.credential_bytes));
    }
    let split = token.contains('~').then(|| Split::of(token, rules.limits)).transpose()?;
    let jws = Jws::parse(split.map_or(token, |split| split.jwt), rules.limits)?;
    let form = form_of(jws.kind, split.is_some())?;
    check_binding_is_expected(split.and_then(|split| split.key_binding), binding)?;
    let disclosed = read_claims(&jws, split, form, rules)?;
    let claims = object(&disclosed.document)?;
    let validity = check_claims(form, claims)?;

    // Steps 2 and 3: the issuer, its key, the signature, the holder's key.
    let key = find_key(issuer_of(form, claims)?, &jws, rings)?;
    let authentic = check_signature(&jws, key, rules)?;
    key.check_in_force(validity.signed)?;
    if let (Binding::Require(judge), Some(split)) = (binding, split) {
        let token = split.key_binding.unwrap_or_default();
        judge(&Presented { claims, token, digest: disclosed.algorithm.digest(split.presented) })?;
    }
    Ok(Genuine { token: token.into(), form, claims: disclosed.document, validity, authentic })
}

/// The claims, with what was disclosed in its place.
fn read_claims(
    jws: &Jws<'_>,
    split: Option<Split<'_>>,
    form: Form,
    rules: &Rules<'_>,
) -> Result<Disclosed, Finding> {
    match split {
        None => Ok(Disclosed::plain(jws.claims(&rules.json)?)),
        Some(split) => {
            let payload = jws.payload()?;
            check_not_older_sd_jwt_vc(form, &payload, rules)?;
            sd_jwt::process(payload, split.disclosures(), rules.limits, protected_of(form))
        }
    }
}

/// A signed token that is no credential, such as a Token Status List.
pub(crate) struct Signed {
    pub claims: Document,
    pub issuer: String,
    /// The thumbprint of the key that signed it.
    pub key: [u8; 32],
}

/// Steps 1 to 3 for a token that is no credential.
pub(crate) fn open_signed(
    token: &str,
    expected: TokenType,
    rules: &Rules<'_>,
    rings: &Rings<'_>,
) -> Result<Signed, Finding> {
    let jws = Jws::parse(token, rules.limits)?;
    jws.expect(expected)?;
    let claims = jws.claims(&rules.json)?;
    let issuer = signer_of(object(&claims)?, jws.key_id())?.to_owned();
    let key = find_key(&issuer, &jws, rings)?;
    let authentic = check_signature(&jws, key, rules)?;
    key.check_in_force(claims::numeric_date(object(&claims)?, "iat")?)?;
    Ok(Signed { claims, issuer, key: authentic.key })
}

/// `iss`, or else the controller that the key's name begins with.
fn signer_of<'d>(claims: Object<'d>, key_id: Option<&'d str>) -> Result<&'d str, Finding> {
    let controller = key_id.and_then(|id| id.split_once('#')).map(|(controller, _)| controller);
    let issuer = claims::text(claims, "iss")?.or(controller.filter(|name| !name.is_empty()));
    issuer.ok_or_else(|| claims::invalid("iss", "it is missing"))
}

/// Older drafts of SD-JWT VC used the name `vc+sd-jwt`, which is VC-JOSE-COSE's.
fn check_not_older_sd_jwt_vc(form: Form, payload: &[u8], rules: &Rules<'_>) -> Result<(), Finding> {
    if form != Form::VcSdJwt {
        return Ok(());
    }
    let document = Document::parse(payload.to_vec(), &rules.json);
    let document = document.map_err(|error| error.finding("payload"))?;
    let claims = object(&document)?;
    if claims.get("@context").is_none() && claims.get("vct").is_some() {
        return Err(jws::unexpected_type(form.as_str(), Form::DcSdJwt.as_str()));
    }
    Ok(())
}

fn too_large(limit: usize) -> Finding {
    Finding::new(Code::TooLarge).with("part", "credential").with("limit", format!("{limit} bytes"))
}

/// The signed type decides, and the tildes must agree with it.
fn form_of(kind: TokenType, tildes: bool) -> Result<Form, Finding> {
    match (kind, tildes) {
        (TokenType::VcJwt, false) => Ok(Form::VcJwt),
        (TokenType::VcSdJwt, true) => Ok(Form::VcSdJwt),
        (TokenType::DcSdJwt, true) => Ok(Form::DcSdJwt),
        (TokenType::VcSdJwt | TokenType::DcSdJwt, false) => Err(Finding::new(Code::TokenMalformed)
            .with("fault", "an SD-JWT ends with a tilde (RFC 9901 section 4)")),
        (TokenType::VcJwt, true) => {
            Err(Finding::new(Code::TokenMalformed).with("fault", "a vc+jwt has no disclosures"))
        }
        (other, _) => Err(jws::unexpected_type(other.as_str(), "vc+jwt or dc+sd-jwt")),
    }
}

fn check_binding_is_expected(token: Option<&str>, binding: &Binding<'_>) -> Result<(), Finding> {
    match (token, binding) {
        (Some(_), Binding::Refuse) => Err(Code::KeyBindingUnexpected.into()),
        (None, Binding::Require(_)) => Err(Code::KeyBindingMissing.into()),
        _ => Ok(()),
    }
}

fn object(document: &Document) -> Result<Object<'_>, Finding> {
    document.root().as_object().ok_or_else(|| {
        Finding::new(Code::JsonMalformed)
            .with("part", "payload")
            .with("fault", "it is not an object")
    })
}

fn issuer_of<'d>(form: Form, payload: Object<'d>) -> Result<&'d str, Finding> {
    match form {
        Form::VcJwt | Form::VcSdJwt => vcdm::issuer(payload),
        Form::DcSdJwt => claims::required_text(payload, "iss"),
    }
}

fn find_key<'b>(issuer: &str, jws: &Jws<'_>, rings: &Rings<'b>) -> Result<&'b Key, Finding> {
    let ring = rings(issuer).ok_or(Code::IssuerUnknown)?;
    ring.find(issuer, jws.key_id())
}

fn check_signature(jws: &Jws<'_>, key: &Key, rules: &Rules<'_>) -> Result<Authentic, Finding> {
    if !rules.algorithms.contains(&jws.algorithm) {
        return Err(jws::not_allowed(jws.algorithm.as_str()));
    }
    if !key.public.accepts(jws.algorithm) {
        let finding = Finding::new(Code::AlgorithmKeyMismatch);
        return Err(finding.with("algorithm", jws.algorithm.as_str()));
    }
    let signed = jws.signing_input.as_bytes();
    if !key.public.verify(jws.algorithm, signed, jws.signature()) {
        return Err(Code::SignatureInvalid.into());
    }
    Ok(Authentic { key: *key.public.thumbprint_bytes(), _made_here: () })
}

fn protected_of(form: Form) -> Protected {
    match form {
        Form::DcSdJwt => protected::in_sd_jwt_vc,
        Form::VcJwt | Form::VcSdJwt => protected::in_vcdm,
    }
}

fn check_claims(form: Form, claims: Object<'_>) -> Result<Validity, Finding> {
    match form {
        Form::VcJwt | Form::VcSdJwt => vcdm::check(claims),
        Form::DcSdJwt => sd_jwt_vc::check(claims),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signed_list_is_its_issuers_or_its_keys_controllers() {
        let signer = |claims: &str, key_id: Option<&str>| {
            let claims = Document::parse(claims.into(), &Limits::default().json()).unwrap();
            signer_of(object(&claims).unwrap(), key_id).map(str::to_owned).ok()
        };
        let (a, b) = (Some("did:web:a.example".to_owned()), Some("did:web:b.example".to_owned()));
        let named = r#"{"iss":"did:web:a.example"}"#;
        assert_eq!(signer(named, None), a);
        assert_eq!(signer(named, Some("did:web:b.example#1")), a);
        assert_eq!(signer("{}", Some("did:web:b.example#1")), b);
        for key_id in [None, Some("1"), Some("#1")] {
            assert_eq!(signer("{}", key_id), None, "{key_id:?}");
        }
    }

    /// A type without a context is the older SD-JWT VC; a context makes it VC-JOSE-COSE's.
    #[test]
    fn an_older_sd_jwt_vc_is_told_its_new_name() {
        let limits = Limits::default();
        let rules = Rules { limits: &limits, json: limits.json(), algorithms: &[] };
        let told = |form, payload: &str| {
            let checked = check_not_older_sd_jwt_vc(form, payload.as_bytes(), &rules);
            checked.err().map(|finding| finding.fact("expected").map(str::to_owned))
        };
        let older = r#"{"vct":"x"}"#;
        assert_eq!(told(Form::VcSdJwt, older), Some(Some("dc+sd-jwt".to_owned())));
        assert_eq!(told(Form::DcSdJwt, older), None);
        assert_eq!(told(Form::VcSdJwt, r#"{"vct":"x","@context":[]}"#), None);
        assert_eq!(told(Form::VcSdJwt, "{}"), None);
    }
}
