//! Public keys as JSON Web Keys (RFC 7517, RFC 7518 section 6, RFC 8037).

use super::{Algorithm, base64url};
use crate::code::{Code, Finding};
use crate::crypto::{KeyFault, KeyKind, PublicNumbers, VerifyingKey, sha256};
use crate::error::{Error, ErrorKind};
use crate::json::{Document, JsonLimits, Object, Value};
use serde_json::json;
use std::fmt;

/// A public key that was admitted: of a known kind, on its curve, strong enough, and
/// meant for verifying signatures.
#[derive(Clone)]
pub struct PublicKey {
    key: VerifyingKey,
    thumbprint: [u8; 32],
    algorithm: Option<Algorithm>,
    id: Option<String>,
    not_before: Option<u64>,
    expires: Option<u64>,
}

impl PublicKey {
    /// Reads a public key from the text of a JWK.
    pub fn from_jwk_text(jwk: &str) -> Result<Self, Error> {
        const LIMITS: JsonLimits = JsonLimits { depth: 8, members: 64, nodes: 512 };
        let refuse = |problem| Error::new(ErrorKind::KeyInvalid, "public key", problem);
        let document = Document::parse(jwk.as_bytes().to_vec(), &LIMITS)
            .map_err(|error| refuse(error.to_string()))?;
        let object = document.root().as_object().ok_or_else(|| refuse("not an object".into()))?;
        Self::admit(object).map_err(refuse)
    }

    /// Reads a public key from a JWK inside a document.
    pub(crate) fn from_jwk(jwk: Object<'_>) -> Result<Self, Finding> {
        Self::admit(jwk).map_err(key_invalid)
    }

    /// The key without any of the members that say more about it.
    pub(crate) fn from_numbers(numbers: PublicNumbers) -> Result<Self, KeyFault> {
        VerifyingKey::new(numbers).map(Self::from_key)
    }

    pub(crate) fn from_key(key: VerifyingKey) -> Self {
        let thumbprint = thumbprint(key.numbers());
        Self { key, thumbprint, algorithm: None, id: None, not_before: None, expires: None }
    }

    fn admit(jwk: Object<'_>) -> Result<Self, String> {
        refuse_private(jwk)?;
        let key = VerifyingKey::new(numbers(jwk)?).map_err(|fault| fault.to_string())?;
        check_use(jwk)?;
        check_operations(jwk)?;
        let algorithm = text(jwk, "alg")?.map(|name| fitting(name, key.kind())).transpose()?;
        let id = text(jwk, "kid")?.map(str::to_owned);
        let (not_before, expires) = (seconds(jwk, "nbf")?, seconds(jwk, "exp")?);
        Ok(Self { algorithm, id, not_before, expires, ..Self::from_key(key) })
    }

    /// Sets the identifier (`kid`).
    #[must_use]
    pub fn with_key_id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Sets the only algorithm that the key may be used with (`alg`), which must fit it.
    pub(crate) fn with_algorithm(mut self, algorithm: Algorithm) -> Self {
        self.algorithm = Some(algorithm);
        self
    }

    /// The identifier (`kid`).
    pub fn key_id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// The only algorithm that the key may be used with (`alg`), when it says so.
    pub fn algorithm(&self) -> Option<Algorithm> {
        self.algorithm
    }

    /// The first second of its validity (`nbf`), counted from 1970.
    pub fn not_before(&self) -> Option<u64> {
        self.not_before
    }

    /// The second from which it is no longer valid (`exp`), counted from 1970.
    pub fn expires(&self) -> Option<u64> {
        self.expires
    }

    /// Whether the key may be used with that algorithm. The key decides, never a header.
    pub fn accepts(&self, algorithm: Algorithm) -> bool {
        self.key.kind().fits(algorithm)
            && self.algorithm.is_none_or(|fixed| fixed.same_as(algorithm))
    }

    /// Whether `signature` is one of `message` by this key with that algorithm.
    pub fn verify(&self, algorithm: Algorithm, message: &[u8], signature: &[u8]) -> bool {
        self.accepts(algorithm) && self.key.verify(algorithm, message, signature)
    }

    /// The thumbprint with SHA-256 (RFC 7638): the same for the same key, whatever is
    /// said about it.
    pub fn thumbprint(&self) -> String {
        base64url::encode(self.thumbprint)
    }

    /// The bytes of the thumbprint.
    pub(crate) fn thumbprint_bytes(&self) -> &[u8; 32] {
        &self.thumbprint
    }

    /// The key as a JWK.
    pub fn to_json(&self) -> serde_json::Value {
        let encode = |bytes: &[u8]| base64url::encode(bytes);
        let mut jwk = match self.numbers() {
            PublicNumbers::P256 { x, y } => {
                json!({ "kty": "EC", "crv": "P-256", "x": encode(x), "y": encode(y) })
            }
            PublicNumbers::P384 { x, y } => {
                json!({ "kty": "EC", "crv": "P-384", "x": encode(x), "y": encode(y) })
            }
            PublicNumbers::Ed25519 { x } => {
                json!({ "kty": "OKP", "crv": "Ed25519", "x": encode(x) })
            }
            PublicNumbers::Rsa { n, e } => json!({ "kty": "RSA", "n": encode(n), "e": encode(e) }),
        };
        let members = [
            ("kid", self.id.as_deref().map(serde_json::Value::from)),
            ("alg", self.algorithm.map(|algorithm| algorithm.as_str().into())),
            ("nbf", self.not_before.map(serde_json::Value::from)),
            ("exp", self.expires.map(serde_json::Value::from)),
        ];
        if let Some(jwk) = jwk.as_object_mut() {
            jwk.extend(members.into_iter().filter_map(|(name, value)| Some((name.into(), value?))));
        }
        jwk
    }

    pub(crate) fn numbers(&self) -> &PublicNumbers {
        self.key.numbers()
    }
}

/// The same key, and the same said about it.
impl PartialEq for PublicKey {
    fn eq(&self, other: &Self) -> bool {
        self.numbers() == other.numbers()
            && self.algorithm == other.algorithm
            && self.id == other.id
            && (self.not_before, self.expires) == (other.not_before, other.expires)
    }
}

impl Eq for PublicKey {}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({})", self.to_json())
    }
}

fn thumbprint(numbers: &PublicNumbers) -> [u8; 32] {
    // Required members only, in lexical order, without white space (section 3.3).
    let text = match numbers {
        PublicNumbers::P256 { x, y } => ec_thumbprint_input("P-256", x, y),
        PublicNumbers::P384 { x, y } => ec_thumbprint_input("P-384", x, y),
        PublicNumbers::Ed25519 { x } => {
            format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{}"}}"#, base64url::encode(x))
        }
        PublicNumbers::Rsa { n, e } => {
            let (n, e) = (base64url::encode(n), base64url::encode(e));
            format!(r#"{{"e":"{e}","kty":"RSA","n":"{n}"}}"#)
        }
    };
    sha256(text.as_bytes())
}

fn ec_thumbprint_input(curve: &str, x: &[u8], y: &[u8]) -> String {
    let (x, y) = (base64url::encode(x), base64url::encode(y));
    format!(r#"{{"crv":"{curve}","kty":"EC","x":"{x}","y":"{y}"}}"#)
}

/// The finding for a key that is refused.
pub(super) fn key_invalid(fault: impl Into<String>) -> Finding {
    Finding::new(Code::KeyInvalid).with("fault", fault)
}

/// A private key in a public place is compromised: never use it, even to verify.
fn refuse_private(jwk: Object<'_>) -> Result<(), String> {
    const PRIVATE: [&str; 8] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];
    match PRIVATE.into_iter().find(|name| jwk.get(name).is_some()) {
        Some(name) => Err(format!("it contains the private member `{name}`")),
        None => Ok(()),
    }
}

fn numbers(jwk: Object<'_>) -> Result<PublicNumbers, String> {
    match required(jwk, "kty")? {
        kty @ ("EC" | "OKP") => {
            curve_numbers(kty, required(jwk, "crv")?, required(jwk, "x")?, text(jwk, "y")?)
        }
        "RSA" => Ok(PublicNumbers::Rsa { n: bytes(jwk, "n")?, e: bytes(jwk, "e")? }),
        other => Err(format!("its type `{other}` is not accepted")),
    }
}

/// The point of an elliptic curve. Coordinates have their full length (RFC 7518
/// section 6.2.1.2).
pub(crate) fn curve_numbers(
    kty: &str,
    curve: &str,
    x: &str,
    y: Option<&str>,
) -> Result<PublicNumbers, String> {
    let kind = match (kty, curve) {
        ("EC", "P-256") => KeyKind::P256,
        ("EC", "P-384") => KeyKind::P384,
        ("OKP", "Ed25519") => KeyKind::Ed25519,
        _ => return Err(format!("its curve `{curve}` is not accepted for the type `{kty}`")),
    };
    let x = base64url::decode(x).ok_or("its `x` is not base64url")?;
    let numbers = if kind == KeyKind::Ed25519 {
        x.try_into().ok().map(|x| PublicNumbers::Ed25519 { x })
    } else {
        let y = base64url::decode(y.ok_or("its `y` is missing")?);
        PublicNumbers::ec(kind, &x, &y.ok_or("its `y` is not base64url")?)
    };
    numbers.ok_or_else(|| format!("its coordinates do not have the length of {}", kind.as_str()))
}

/// The algorithm called `name`, when it is one for this kind of key.
pub(crate) fn fitting(name: &str, kind: KeyKind) -> Result<Algorithm, String> {
    let algorithm = Algorithm::from_name(name)
        .ok_or_else(|| format!("its algorithm `{name}` is not accepted"))?;
    if !kind.fits(algorithm) {
        return Err(format!("its algorithm `{name}` does not fit a {} key", kind.as_str()));
    }
    Ok(algorithm)
}

/// RFC 7517 section 4.2.
fn check_use(jwk: Object<'_>) -> Result<(), String> {
    match text(jwk, "use")? {
        None | Some("sig") => Ok(()),
        Some(other) => Err(format!("its use is `{other}`, not `sig`")),
    }
}

/// RFC 7517 section 4.3: no operation twice; `verify` among them, and none that only a
/// private key can do.
fn check_operations(jwk: Object<'_>) -> Result<(), String> {
    const PRIVATE: [&str; 5] = ["sign", "decrypt", "unwrapKey", "deriveKey", "deriveBits"];
    let Some(member) = jwk.get("key_ops") else { return Ok(()) };
    let operations: Option<Vec<&str>> =
        member.as_array().and_then(|array| array.iter().map(Value::as_str).collect());
    let mut operations = operations.ok_or("its `key_ops` is not a list of strings")?;
    if let Some(private) = operations.iter().find(|name| PRIVATE.contains(name)) {
        return Err(format!("its operation `{private}` is one for a private key"));
    }
    if !operations.contains(&"verify") {
        return Err("its operations do not include `verify`".into());
    }
    let count = operations.len();
    operations.sort_unstable();
    operations.dedup();
    if operations.len() != count {
        return Err("its `key_ops` names an operation twice".into());
    }
    Ok(())
}

fn required<'d>(jwk: Object<'d>, name: &str) -> Result<&'d str, String> {
    text(jwk, name)?.ok_or_else(|| format!("its `{name}` is missing"))
}

fn text<'d>(jwk: Object<'d>, name: &str) -> Result<Option<&'d str>, String> {
    jwk.get(name)
        .map(|value| value.as_str().ok_or_else(|| wrong(name, "a string", value)))
        .transpose()
}

fn bytes(jwk: Object<'_>, name: &str) -> Result<Vec<u8>, String> {
    base64url::decode(required(jwk, name)?).ok_or_else(|| format!("its `{name}` is not base64url"))
}

/// OpenID Federation 1.0 section 8.7.2 gives keys a validity in whole seconds.
fn seconds(jwk: Object<'_>, name: &str) -> Result<Option<u64>, String> {
    jwk.get(name)
        .map(|value| value.as_u64().ok_or_else(|| wrong(name, "a whole number of seconds", value)))
        .transpose()
}

fn wrong(name: &str, expected: &str, value: Value<'_>) -> String {
    format!("its `{name}` is {}, not {expected}", value.kind())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::SigningKey;

    fn read(jwk: &serde_json::Value) -> Result<PublicKey, String> {
        PublicKey::from_jwk_text(&jwk.to_string()).map_err(|error| error.problem().to_owned())
    }

    fn fresh(kind: KeyKind) -> serde_json::Value {
        let key = SigningKey::generate(kind).unwrap();
        PublicKey::from_key(key.public().clone()).to_json()
    }

    fn with(mut jwk: serde_json::Value, name: &str, value: serde_json::Value) -> serde_json::Value {
        jwk[name] = value;
        jwk
    }

    #[test]
    fn what_is_written_is_read_again() {
        for kind in [KeyKind::P256, KeyKind::P384, KeyKind::Ed25519] {
            let jwk = with(fresh(kind), "kid", "k 1".into());
            let jwk = with(with(jwk, "nbf", 5.into()), "exp", 10.into());
            let key = read(&jwk).unwrap();
            assert_eq!(key.to_json(), jwk);
            assert_eq!(key.key_id(), Some("k 1"));
            assert_eq!((key.not_before(), key.expires()), (Some(5), Some(10)));
            assert_eq!(read(&key.to_json()).unwrap(), key);
        }
    }

    #[test]
    fn thumbprints_are_those_of_the_standards() {
        // RFC 7638 section 3.1.
        let rsa = json!({ "kty": "RSA", "e": "AQAB", "alg": "RS256", "kid": "2011-04-29", "n":
            "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw" });
        let key = read(&rsa).unwrap();
        assert_eq!(key.thumbprint(), "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
        assert!(key.accepts(Algorithm::Rs256) && !key.accepts(Algorithm::Ps256));
        // RFC 8037 appendix A.3.
        let okp = json!({ "kty": "OKP", "crv": "Ed25519",
            "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" });
        assert_eq!(read(&okp).unwrap().thumbprint(), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }

    #[test]
    fn the_key_decides_its_algorithm() {
        let p256 = read(&with(fresh(KeyKind::P256), "alg", "ES256".into())).unwrap();
        assert!(p256.accepts(Algorithm::Es256));
        assert!(!p256.accepts(Algorithm::Es384));
        for alg in ["EdDSA", "Ed25519"] {
            let edwards = read(&with(fresh(KeyKind::Ed25519), "alg", alg.into())).unwrap();
            assert!(edwards.accepts(Algorithm::EdDsa) && edwards.accepts(Algorithm::Ed25519));
            assert!(!edwards.accepts(Algorithm::Es256));
        }
        for alg in ["ES384", "ES256K", "es256", "none", "HS256", "RS256", ""] {
            assert!(read(&with(fresh(KeyKind::P256), "alg", alg.into())).is_err(), "{alg}");
        }
    }

    #[test]
    fn private_and_symmetric_keys_are_refused() {
        for name in ["d", "p", "q", "dp", "dq", "qi", "oth", "k"] {
            let problem = read(&with(fresh(KeyKind::P256), name, "AA".into())).unwrap_err();
            assert_eq!(problem, format!("it contains the private member `{name}`"));
        }
        assert!(read(&with(fresh(KeyKind::P256), "d", json!(null))).is_err());
        assert!(read(&json!({ "kty": "oct" })).is_err());
    }

    #[test]
    fn a_key_for_something_else_is_refused() {
        let key = fresh(KeyKind::P256);
        assert!(read(&with(key.clone(), "use", "sig".into())).is_ok());
        assert!(read(&with(key.clone(), "key_ops", json!(["verify"]))).is_ok());
        for (name, value) in [
            ("use", json!("enc")),
            ("use", json!("SIG")),
            ("use", json!(["sig"])),
            ("key_ops", json!([])),
            ("key_ops", json!("verify")),
            ("key_ops", json!(["sign"])),
            ("key_ops", json!(["encrypt"])),
            ("key_ops", json!(["verify", "sign"])),
            ("key_ops", json!(["verify", "verify"])),
            ("key_ops", json!(["verify", 1])),
        ] {
            assert!(read(&with(key.clone(), name, value.clone())).is_err(), "{name} {value}");
        }
    }

    #[test]
    fn members_of_the_wrong_form_are_never_taken_for_absent() {
        let key = fresh(KeyKind::P256);
        for (name, value) in [
            ("kid", json!(1)),
            ("kid", json!(null)),
            ("alg", json!(null)),
            ("exp", json!("1")),
            ("exp", json!(1.0)),
            ("exp", json!(-1)),
            ("nbf", json!(null)),
            ("kty", json!("RSA")),
            ("kty", json!("OKP")),
            ("kty", json!("ec")),
            ("crv", json!("P-384")),
            ("crv", json!("Ed25519")),
            ("crv", json!("secp256k1")),
            ("x", json!(7)),
            ("y", json!("")),
        ] {
            assert!(read(&with(key.clone(), name, value.clone())).is_err(), "{name} {value}");
        }
        for name in ["kty", "crv", "x", "y"] {
            let mut without = key.clone();
            without.as_object_mut().unwrap().remove(name);
            assert!(read(&without).is_err(), "{name}");
        }
    }

    #[test]
    fn coordinates_have_exactly_one_encoding() {
        let key = fresh(KeyKind::P256);
        let x = key["x"].as_str().unwrap();
        let bytes = base64url::decode(x).unwrap();
        let damaged = [
            format!("{x}="),
            format!(" {x}"),
            base64url::encode(&bytes[1..]),
            base64url::encode([&[0], bytes.as_slice()].concat()),
            base64url::encode([bytes.as_slice(), &[0]].concat()),
        ];
        for x in damaged {
            assert!(read(&with(key.clone(), "x", x.into())).is_err());
        }
    }

    #[test]
    fn unknown_members_are_ignored_and_repeated_ones_refused() {
        let key = with(fresh(KeyKind::Ed25519), "x5t", json!({ "any": [1] }));
        assert!(read(&key).is_ok());
        let text = key.to_string();
        let twice = format!(r#"{{"kid":"a","kid":"b",{}"#, &text[1..]);
        assert!(PublicKey::from_jwk_text(&twice).is_err());
        assert!(PublicKey::from_jwk_text("[]").is_err());
    }
}
