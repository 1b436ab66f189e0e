//! What lists and events say together: each kind of list, each value, each state, each age.

use crate::world::*;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use serde_json::{Value, json};
use std::io::Write as _;
use tegata::{Clocks, Code, Document, Policy, Timestamp, Verifier};

const TOKENS: &str = "https://body.example/status/tokens";

/// How a certificate says where its status is.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Revocation,
    Suspension,
    /// A Token Status List of so many bits.
    Token(u8),
}

const KINDS: [Kind; 4] = [Kind::Revocation, Kind::Suspension, Kind::Token(1), Kind::Token(2)];

/// A certificate of one kind and what its list says of it.
struct Listed {
    world: World,
    kind: Kind,
    value: u8,
}

impl Listed {
    fn new(kind: Kind, value: u8) -> Self {
        let mut world = World::new();
        world.list_until = "2030-01-01T00:00:00Z".to_owned();
        let entries = world.certificate["credentialStatus"].as_array_mut().unwrap();
        entries.retain(|entry| entry["statusPurpose"] == kind.purpose());
        if value == 1 {
            world.revoked = vec![INDEX];
            world.suspended = vec![INDEX];
        }
        Self { world, kind, value }
    }

    fn without_events(mut self) -> Self {
        self.world = self.world.without_events();
        self
    }

    fn token(&self) -> String {
        match self.kind {
            Kind::Token(_) => sign("dc+sd-jwt", &self.claims(), &self.world.body) + "~",
            _ => self.world.token(),
        }
    }

    /// The same certificate as an SD-JWT VC.
    fn claims(&self) -> Value {
        let subject = &self.world.certificate["credentialSubject"];
        json!({
            "iss": BODY, "vct": tegata::CERTIFICATE_VCT, "sub": subject["id"],
            "legalName": subject["legalName"], "certification": subject["certification"],
            "nbf": at("2026-06-14T22:00:00Z").unix(), "exp": at("2029-06-14T21:59:59Z").unix(),
            "status": { "status_list": { "idx": INDEX, "uri": TOKENS } },
        })
    }

    fn list(&self, bits: u8) -> Document {
        let per_byte = 8 / usize::from(bits);
        let mut bytes = vec![0_u8; 131_072 / per_byte];
        bytes[INDEX / per_byte] = self.value << (INDEX % per_byte * usize::from(bits));
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
        packed.write_all(&bytes).unwrap();
        let lst = URL_SAFE_NO_PAD.encode(packed.finish().unwrap());
        let seconds = |text: &str| at(text).unix();
        let claims = json!({
            "iss": BODY, "sub": TOKENS, "iat": seconds(&self.world.list_issued),
            "exp": seconds(&self.world.list_until), "status_list": { "bits": bits, "lst": lst },
        });
        Document {
            media_type: "application/statuslist+jwt".to_owned(),
            ..document(TOKENS, sign("statuslist+jwt", &claims, &self.world.body))
        }
    }

    fn codes(mut self, clocks: Clocks) -> Vec<Code> {
        let token = self.token();
        if let Kind::Token(bits) = self.kind {
            self.world.more.push(self.list(bits));
        }
        match self.world.verifier().verify(token, clocks) {
            Ok(standing) => standing.notices().iter().map(|finding| finding.code).collect(),
            Err(refusal) => refusal.report().findings().iter().map(|f| f.code).collect(),
        }
    }
}

impl Kind {
    fn purpose(self) -> &'static str {
        match self {
            Self::Revocation => "revocation",
            Self::Suspension => "suspension",
            Self::Token(_) => "none",
        }
    }
}

/// For each kind, value and state by the events: whether the two disagree.
#[test]
fn a_list_agrees_with_the_events_at_its_own_instant() {
    let withdrawn = ("withdraw", "2026-09-01T00:00:00Z");
    let states: [(&[(&str, &str)], usize); 5] = [
        (&[], 0),
        (&[("suspend", "2026-09-01T00:00:00Z")], 1),
        (&[withdrawn], 2),
        (&[("void", "2026-09-01T00:00:00Z")], 2),
        // Half a day after the list was issued, it could not yet tell.
        (&[("suspend", "2026-11-23T06:00:00Z")], 0),
    ];
    let (no, yes) = (false, true);
    for (kind, value, disagree) in [
        // while active, suspended, ended
        (Kind::Revocation, 0, [no, no, yes]),
        (Kind::Revocation, 1, [yes, yes, no]),
        (Kind::Suspension, 0, [no, yes, no]),
        (Kind::Suspension, 1, [yes, no, no]),
        (Kind::Token(1), 0, [no, no, yes]),
        (Kind::Token(1), 1, [yes, yes, no]),
        (Kind::Token(2), 0, [no, yes, yes]),
        (Kind::Token(2), 1, [yes, yes, no]),
        (Kind::Token(2), 2, [yes, no, yes]),
    ] {
        for (events, state) in states {
            let mut listed = Listed::new(kind, value);
            let events = events.iter().map(|(kind, at)| event("2", kind, at));
            listed.world.history().extend(events.clone());
            let codes = listed.codes(now());
            let told = codes.contains(&Code::StatusConflict);
            assert_eq!(told, disagree[state], "{kind:?}: {value}, {events:?}: {codes:?}");
        }
    }
}

/// Without events: by a list of that time, by one that has grown old, and by a later one.
#[test]
fn a_list_alone_tells_of_its_time_and_revocation_for_good() {
    let fresh = now();
    let stale = Clocks::at(at("2026-12-15T00:00:00Z"));
    let before = Clocks::new(at("2026-07-01T00:00:00Z"), at(NOW));
    let valid: Option<Code> = None;
    let (unproven, old) = (Some(Code::StatusUnproven), Some(Code::StatusStale));
    let (revoked, suspended) = (Some(Code::Revoked), Some(Code::Suspended));
    for (kind, value, expected) in [
        (Kind::Revocation, 0, [valid, old, valid]),
        (Kind::Revocation, 1, [revoked, revoked, unproven]),
        (Kind::Suspension, 0, [valid, old, unproven]),
        (Kind::Suspension, 1, [suspended, old, unproven]),
        (Kind::Token(1), 0, [valid, old, valid]),
        (Kind::Token(1), 1, [revoked, revoked, unproven]),
        (Kind::Token(2), 0, [valid, old, unproven]),
        (Kind::Token(2), 1, [revoked, revoked, unproven]),
        (Kind::Token(2), 2, [suspended, old, unproven]),
    ] {
        for (clocks, expected) in [fresh, stale, before].into_iter().zip(expected) {
            let codes = Listed::new(kind, value).without_events().codes(clocks);
            assert_eq!(codes, Vec::from_iter(expected), "{kind:?}: {value}, {clocks:?}");
        }
    }
}

#[test]
fn a_value_without_a_meaning_leaves_it_open() {
    let codes = |value| Listed::new(Kind::Token(2), value).without_events().codes(now());
    assert_eq!(codes(3), [Code::StatusValueUnknown]);
}

/// A list says what it is for, and answers nothing else.
#[test]
fn a_list_for_another_purpose_is_none() {
    for (kind, other) in [(Kind::Revocation, SUSPENSIONS), (Kind::Suspension, REVOCATIONS)] {
        let mut listed = Listed::new(kind, 0).without_events();
        listed.world.certificate["credentialStatus"][0]["statusListCredential"] = json!(other);
        assert_eq!(listed.codes(now()), [Code::StatusListInvalid], "{kind:?}");
    }
    for kind in KINDS {
        assert_eq!(Listed::new(kind, 0).without_events().codes(now()), [], "{kind:?}");
    }
    let mut listed = Listed::new(Kind::Revocation, 0).without_events();
    listed.world.certificate["credentialStatus"][0]["statusListCredential"] = json!(TOKENS);
    let list = listed.list(1);
    listed.world.more.push(list);
    assert_eq!(listed.codes(now()), [Code::StatusListInvalid]);
    // And a Bitstring list is no Token Status List.
    let mut claims = Listed::new(Kind::Token(1), 0).without_events().claims();
    let world = World::new();
    claims["status"]["status_list"]["uri"] = json!(REVOCATIONS);
    claims["certification"].as_object_mut().unwrap().remove("events");
    let token = sign("dc+sd-jwt", &claims, &world.body) + "~";
    assert_eq!(code(world.verifier().verify(token, now())), "status_list_invalid");
}

#[test]
fn an_entry_says_what_it_means_or_is_refused() {
    let ask = |change: &dyn Fn(&mut Value)| {
        let mut world = World::new();
        change(&mut world.certificate["credentialStatus"][0]);
        world.answer()
    };
    let bad = "status_reference_invalid";
    assert_eq!(ask(&|entry| entry["statusSize"] = json!(1)), "valid");
    assert_eq!(ask(&|entry| entry["statusSize"] = json!(2)), bad);
    assert_eq!(ask(&|entry| entry["statusPurpose"] = json!("message")), "valid");
    assert_eq!(ask(&|entry| entry["statusPurpose"] = json!("refresh")), "valid");
    assert_eq!(ask(&|entry| entry["statusPurpose"] = json!("other")), bad);
    for (index, expected) in [("0", "valid"), ("1", "valid"), ("01", bad), ("+1", bad), ("", bad)] {
        let answer = ask(&|entry| entry["statusListIndex"] = json!(index));
        assert_eq!(answer, expected, "{index:?}");
    }
}

/// Whichever source is the first to grow old.
#[test]
fn a_status_is_fresh_as_long_as_all_of_its_sources() {
    let fresh_until = |next_update: Option<&str>| {
        let mut world = World::new();
        next_update.into_iter().for_each(|due| world.events["nextUpdate"] = json!(due));
        let standing = world.verifier().verify(world.token(), now()).unwrap();
        standing.current().fresh_until().unwrap().unix()
    };
    let list = at("2026-11-30T00:00:00Z").unix();
    assert_eq!(fresh_until(None), list);
    assert_eq!(fresh_until(Some("2026-12-15T00:00:00Z")), list);
    let sooner = "2026-11-25T00:00:00Z";
    assert_eq!(fresh_until(Some(sooner)), at(sooner).unix());
}

#[test]
fn a_token_is_as_long_as_the_policy_allows() {
    let world = World::new();
    let token = world.token();
    for (bytes, expected) in [(token.len(), "valid"), (token.len() - 1, "too_large")] {
        let mut policy = Policy::default();
        policy.limits.credential_bytes = bytes;
        let verifier = Verifier::with_policy(world.bundle(), policy).unwrap();
        assert_eq!(code(verifier.verify(&token, now())), expected);
    }
}

/// The list of bodies and the scheme's own document are as fresh as the older of both.
#[test]
fn an_accreditation_is_fresh_as_long_as_its_list_and_its_scheme() {
    let fresh_until = |scheme: Option<&str>| {
        let mut world = World::new();
        scheme.into_iter().for_each(|due| world.scheme["nextUpdate"] = json!(due));
        let standing = world.verifier().verify(world.token(), now()).unwrap();
        standing.accredited().fresh_until().map(Timestamp::unix)
    };
    let (sooner, list) = ("2026-12-10T00:00:00Z", "2026-12-20T00:00:00Z");
    assert_eq!(fresh_until(None), Some(at(list).unix()));
    assert_eq!(fresh_until(Some(sooner)), Some(at(sooner).unix()));
    assert_eq!(fresh_until(Some("2026-12-30T00:00:00Z")), Some(at(list).unix()));
}

/// Bitstring Status List section 6.1: so many that one entry hides among them; more are welcome.
#[test]
fn a_bitstring_list_has_so_many_entries_or_more() {
    let answer = |entries: usize, revoked: &[usize]| {
        let mut world = World::new().without_events();
        (world.entries, world.revoked) = (entries, revoked.to_vec());
        world.answer()
    };
    assert_eq!(answer(131_072 - 8, &[]), "status_list_invalid");
    assert_eq!(answer(131_072, &[]), "valid");
    assert_eq!(answer(262_144, &[]), "valid");
    assert_eq!(answer(262_144, &[INDEX]), "revoked");
}
