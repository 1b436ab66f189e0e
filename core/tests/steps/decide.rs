//! Decisions about transfers, through the public interface and a whole bundle: what the
//! answer rests on, what is owed, what is open, and when it changes.

use crate::world::{
    AUTHORITY, BODY, INDEX, NOW, SCHEME, World, at, document, entity, event, key, now, sign,
    statement,
};
use serde_json::{Value, json};
use tegata::trust::SpeaksFor;
use tegata::{
    Anchor, Certificate, Clocks, Code, Decision, Outcome, Policy, ProhibitionRule, Role, Step,
    Transfer, TrustBundle, Verdict, Verifier,
};

const HERE: &str = "https://w3id.org/tegata/j/sg";
const THERE: &str = "https://w3id.org/tegata/j/jp";
const REGIME: &str = "https://authority.example/regime";
pub(crate) const LATE: &str = "2030-01-01T00:00:00Z";
const INSTRUMENT: &str = "https://authority.example/instrument";

/// A place under its two-letter code.
fn place(id: &str, code: &str) -> Value {
    json!({ "id": id, "kind": "state", "names": [], "within": [], "timeZone": "UTC",
        "codes": [{ "system": "iso3166-1", "value": code }],
        "source": "here", "reviewed": "unreviewed" })
}

/// The exporter's law, of whose prohibitions its curator claims to know all up to then.
fn regime(orders_known_until: &str) -> Value {
    let claim = |until: &str| json!({ "from": "2000-01-01T00:00:00Z", "asOf": until, "until": until, "documents": [] });
    json!({ "id": REGIME, "title": "The exporter's law", "relation": "adds",
        "territories": [{ "jurisdiction": HERE }], "members": [], "authorities": [],
        "exporterRule": "deny_unless_permitted",
        "completeness": {
            "permissions": claim(LATE), "prohibitions": claim(orders_known_until) },
        "citations": [], "source": "here", "reviewed": "unreviewed" })
}

/// The importer's certificate is what this instrument asks for.
pub(crate) fn instrument() -> Value {
    let obligation = |code: &str, months: u32, from: &str| json!({ "code": code, "due": { "months": months, "from": from }, "reference": "art. 3" });
    json!({ "id": INSTRUMENT, "title": "Certified importers",
        "citations": [
            { "instrument": "Act 7", "article": "art. 2" }, { "instrument": "Ordinance 1" } ],
        "effect": "permit_if_certified", "exporterRegime": REGIME, "state": "operative",
        "events": [{ "id": "e", "type": "enact", "effectiveAt": "2020-03-31T00:00:00Z",
            "publishedAt": "2020-03-31T00:00:00Z" }],
        "versions": [{ "event": "e", "holder": "importer",
            "importer": { "territories": [{ "jurisdiction": THERE, "reach": "with_parts" }] },
            "schemes": [{
                "scheme": SCHEME, "versions": "any", "variants": "any", "roles": "any" }],
            "requiresBase": [], "grantedUnderLawOf": "any", "issuedRelation": "any",
            "scope": "always", "exclusions": [], "preconditions": [],
            "obligations": [
                obligation("after_transfer", 1, "transfer"),
                obligation("after_enactment", 2, "enactment"),
                obligation("after_decision", 3, "certificate_decision"),
                obligation("after_end", 4, "certificate_end"),
                { "code": "inform", "reference": "art. 4" } ],
            "onward": { "allowedTools": "any", "barredTools": [], "inherits": false } }],
        "source": "here",
        "reviewed": { "by": { "by": "me", "at": "2026-01-01T00:00:00Z" } } })
}

/// The world of the other tests, with law.
pub(crate) struct Law {
    pub(crate) world: World,
    pub(crate) instruments: Vec<Value>,
    orders_known_until: &'static str,
    policy: Policy,
}

impl Law {
    pub(crate) fn new() -> Self {
        Self {
            world: World::new(),
            instruments: vec![instrument()],
            orders_known_until: LATE,
            policy: Policy::default(),
        }
    }

    /// The instrument with one member of its text changed.
    pub(crate) fn with(member: &str, value: Value) -> Self {
        let mut law = Self::new();
        law.instruments[0]["versions"][0][member] = value;
        law
    }

    pub(crate) fn verifier(&self) -> Verifier {
        let register = json!({ "id": "https://authority.example/register",
            "jurisdictions": [place(HERE, "SG"), place(THERE, "JP")] });
        let published = [
            ("JurisdictionRegister", "register", register),
            ("Regime", "law", regime(self.orders_known_until)),
        ];
        let instruments = self.instruments.iter().enumerate();
        let instruments = instruments
            .map(|(n, text)| ("RecognitionArrangement", ["first", "second"][n], text.clone()));
        let mut documents = self.world.documents();
        for (kind, name, subject) in published.into_iter().chain(instruments) {
            let url = format!("https://authority.example/{name}.jwt");
            let signed = statement(kind, &url, AUTHORITY, subject);
            documents.push(document(&url, sign("vc+jwt", &signed, &self.world.authority)));
        }
        let mut anchor = self.world.anchor.clone();
        anchor.speaks_for.regimes.push(REGIME.to_owned());
        anchor.speaks_for.prohibitions.push(REGIME.to_owned());
        anchor.speaks_for.registers.push("https://authority.example/register".to_owned());
        let bundle = TrustBundle::new(now().known_at, vec![anchor], documents).unwrap();
        for report in bundle.document_reports() {
            assert!(report.problem.is_none(), "{report:?}");
        }
        Verifier::with_policy(bundle, self.policy.clone()).unwrap()
    }

    pub(crate) fn certificate(&self) -> Certificate {
        self.verifier().authenticate(self.world.token()).unwrap()
    }

    pub(crate) fn decide(&self, change: impl Fn(&mut Transfer), clocks: Clocks) -> Decision {
        let mut transfer = self.transfer();
        change(&mut transfer);
        self.verifier().decide(&transfer, &[self.certificate()], clocks)
    }

    /// To the holder of the certificate; in which role is not said.
    pub(crate) fn transfer(&self) -> Transfer {
        let transfer = Transfer::between("SG", "JP").of("contact").for_purpose("payroll");
        transfer.to(&self.certificate())
    }
}

/// The holder's role, which decides whether the certificate covers the transfer.
pub(crate) fn as_controller(transfer: &mut Transfer) {
    transfer.role = Some(Role::Controller);
}

#[test]
fn a_certificate_carries_a_transfer() {
    let decision = Law::new().decide(as_controller, now());
    assert_eq!(decision.verdict(), Verdict::Recognised);
    let permit = decision.permit().unwrap();
    assert_eq!((permit.importer(), permit.instrument()), ("株式会社例", "Certified importers"));
    assert_eq!(permit.standing().unwrap().certificate().number(), "EP-1");
    assert_eq!(permit.report().to_json(), decision.report().to_json());
    let report = decision.report();
    assert_eq!(report.certificate().unwrap().number(), "EP-1");
    assert_eq!(report.clocks(), Some(now()));
    assert_eq!(report.fresh_until(), Some(at("2026-11-30T00:00:00Z")));
    assert!(Step::ALL.iter().all(|step| report.outcome(*step) == Outcome::Passed));
}

#[test]
fn the_instrument_is_named_with_its_place_in_the_law() {
    let decision = Law::new().decide(as_controller, now());
    let ruling = decision.ruling().unwrap();
    let instrument = ruling.instrument().unwrap();
    assert_eq!((&*instrument.id, &*instrument.regime), (INSTRUMENT, REGIME));
    assert_eq!((&*instrument.title, &*instrument.stated_by), ("Certified importers", AUTHORITY));
    assert_eq!(instrument.document, "https://authority.example/first.jwt");
    assert_eq!(instrument.citations, ["Act 7, art. 2", "Ordinance 1"]);
    let [considered] = ruling.considered() else { panic!("{ruling:?}") };
    assert_eq!((&*considered.instrument, considered.verdict), (INSTRUMENT, Verdict::Recognised));
    assert!(considered.findings.is_empty());
}

#[test]
fn obligations_are_due_in_calendar_months() {
    let decision = Law::new().decide(as_controller, now());
    let owed = decision.ruling().unwrap().obligations().iter();
    let owed: Vec<_> =
        owed.map(|owed| (&*owed.code, owed.due.as_deref(), &*owed.reference)).collect();
    assert_eq!(
        owed,
        [
            ("after_decision", Some("2026-09-10"), "art. 3"),
            ("after_enactment", Some("2020-05-31"), "art. 3"),
            ("after_end", Some("2029-10-14"), "art. 3"),
            ("after_transfer", Some("2026-12-23"), "art. 3"),
            ("inform", None, "art. 4"),
        ]
    );
}

#[test]
fn an_open_fact_is_named_with_what_it_would_change() {
    let decision = Law::new().decide(|_| {}, now());
    assert_eq!(decision.verdict(), Verdict::Indeterminate);
    assert!(decision.permit().unwrap_err().is_undetermined());
    let ruling = decision.ruling().unwrap();
    assert!(ruling.obligations().is_empty(), "nothing is owed for what is not permitted");
    let [unstated] = ruling.unstated() else { panic!("{ruling:?}") };
    assert_eq!(unstated.fact, "role");
    let would: Vec<_> = unstated.would.iter().map(|(role, so)| (&**role, *so)).collect();
    assert_eq!(
        would,
        [
            ("controller", Verdict::Recognised),
            ("joint_controller", Verdict::Recognised),
            ("processor", Verdict::NotRecognised),
            ("sub_processor", Verdict::NotRecognised),
        ]
    );
    let settled = Law::new().decide(as_controller, now());
    assert!(settled.ruling().unwrap().unstated().is_empty());
}

/// That a fact is so, or is not so: always true, and unknown while nobody has said.
fn either_way(fact: &str) -> Value {
    let so = json!({ "present": { "operand": "facts", "value": fact } });
    json!({ "any": [so, { "not": so }] })
}

#[test]
fn an_open_fact_that_changes_nothing_leaves_nothing_open() {
    let verdict = |facts: usize| {
        let all: Vec<_> = (0..facts).map(|n| either_way(&n.to_string())).collect();
        let law = Law::with("scope", json!({ "all": all }));
        law.decide(as_controller, now()).verdict()
    };
    assert_eq!(verdict(1), Verdict::Recognised);
    // Two to the sixth is as many suppositions as are tried.
    assert_eq!((verdict(6), verdict(7)), (Verdict::Recognised, Verdict::Indeterminate));
}

#[test]
fn an_open_fact_that_chooses_the_instrument_is_asked_for() {
    let so = json!({ "present": { "operand": "facts", "value": "so" } });
    let mut law = Law::with("scope", so.clone());
    let mut other = instrument();
    other["id"] = json!("https://authority.example/other");
    other["versions"][0]["scope"] = json!({ "not": so });
    law.instruments.push(other);
    let decision = law.decide(as_controller, now());
    assert_eq!(decision.verdict(), Verdict::Indeterminate);
    let [unstated] = decision.ruling().unwrap().unstated() else { panic!("{decision:?}") };
    assert!(unstated.would.iter().all(|(_, would)| *would == Verdict::Recognised));
    let stated = law.decide(
        |transfer| {
            as_controller(transfer);
            transfer.facts.insert("so".to_owned(), false);
        },
        now(),
    );
    let instrument = stated.ruling().unwrap().instrument().unwrap();
    assert_eq!(instrument.id, "https://authority.example/other");
}

/// What is certain is not asked again: the report tells of facts as they were stated.
#[test]
fn an_open_fact_of_another_instrument_stays_open() {
    let mut law = Law::new();
    let mut other = instrument();
    other["id"] = json!("https://authority.example/other");
    other["versions"][0]["scope"] = json!({ "present": { "operand": "facts", "value": "so" } });
    law.instruments.push(other);
    let decision = law.decide(as_controller, now());
    assert_eq!(decision.verdict(), Verdict::Recognised);
    let considered = decision.ruling().unwrap().considered().iter();
    let considered: Vec<_> = considered.map(|judged| judged.verdict).collect();
    assert_eq!(considered, [Verdict::Recognised, Verdict::Indeterminate]);
}

#[test]
fn the_next_change_is_the_first_that_turns_the_answer() {
    let change = |event: Option<Value>| {
        let mut law = Law::new();
        law.instruments[0]["events"].as_array_mut().unwrap().extend(event);
        law.decide(as_controller, now()).report().next_change().map(|at| at.unix())
    };
    let event = |kind: &str, at: &str, published: &str| {
        Some(json!({ "id": "later", "type": kind, "effectiveAt": at, "publishedAt": published }))
    };
    // The audit of June 2027 is overdue after three months of tolerance; the certificate
    // itself ends later.
    assert_eq!(change(None), Some(at("2027-09-15T22:00:00Z").unix()));
    let repeal = "2027-05-01T00:00:00Z";
    let known = "2026-10-01T00:00:00Z";
    assert_eq!(change(event("repeal", repeal, known)), Some(at(repeal).unix()));
    // What turns nothing, and what nobody knows yet, is no change.
    assert_eq!(change(event("uphold", repeal, known)), change(None));
    assert_eq!(change(event("repeal", repeal, "2026-12-01T00:00:00Z")), change(None));
    let over = Law::new().decide(as_controller, Clocks::new(at("2031-01-01T00:00:00Z"), at(NOW)));
    assert_eq!((over.verdict(), over.report().next_change()), (Verdict::NotRecognised, None));
}

#[test]
fn a_certificate_that_is_not_good_carries_nothing() {
    let mut law = Law::new();
    law.world = law.world.without_events();
    law.world.revoked.push(INDEX);
    let decision = law.decide(as_controller, now());
    assert_eq!(decision.verdict(), Verdict::NotRecognised);
    let refusal = decision.permit().unwrap_err();
    assert!(refusal.report().findings().iter().any(|found| found.code == Code::Revoked));
}

#[test]
fn within_one_law_no_instrument_is_needed() {
    let law = Law::new();
    let transfer = Transfer::between("SG", "SG");
    let decision = law.verifier().decide(&transfer, &[], now());
    assert_eq!(decision.verdict(), Verdict::NotRestricted);
    let permit = decision.permit().unwrap();
    assert_eq!(permit.instrument(), "no instrument, for none is needed");
    assert_eq!(permit.importer(), "SG");
    assert!(permit.standing().is_none() && decision.ruling().unwrap().instrument().is_none());
    assert_eq!(decision.report().outcome(Step::Parse), Outcome::Skipped);
    let by_id = law.verifier().decide(&transfer.to("https://b.example"), &[], now());
    assert_eq!(by_id.permit().unwrap().importer(), "https://b.example");
}

#[test]
fn a_policy_may_ask_for_a_claim_about_prohibitions() {
    let verdict = |orders_known_until: &'static str, prohibitions: ProhibitionRule| {
        let policy = Policy { prohibitions, ..Policy::default() };
        let law = Law { orders_known_until, policy, ..Law::new() };
        law.decide(as_controller, now()).verdict()
    };
    const EARLY: &str = "2020-01-01T00:00:00Z";
    assert_eq!(verdict(LATE, ProhibitionRule::RequireClaim), Verdict::Recognised);
    assert_eq!(verdict(EARLY, ProhibitionRule::RequireClaim), Verdict::Indeterminate);
    assert_eq!(verdict(EARLY, ProhibitionRule::AllowUnclaimed), Verdict::Recognised);
}

/// A credential that the instrument asks for beside the certificate counts only if it is
/// about a party, and only while it is valid.
#[test]
fn evidence_is_about_a_party_and_valid() {
    let precondition = json!([{ "id": "registered", "when": "always",
        "evidence": { "credential": "Registration" }, "reference": "art. 5" }]);
    let law = Law::with("preconditions", precondition);
    let shown = |subject: &str, until: &str| {
        let mut evidence = statement("Registration", "urn:x:1", BODY, json!({ "id": subject }));
        evidence["validUntil"] = json!(until);
        let token = sign("vc+jwt", &evidence, &law.world.body);
        let credential = law.verifier().open(token).unwrap();
        law.decide(
            |transfer| {
                as_controller(transfer);
                *transfer = transfer.clone().showing(&credential);
            },
            now(),
        )
    };
    let holder = law.certificate().subject().to_owned();
    let good = shown(&holder, "2026-12-31T00:00:00Z");
    assert_eq!(good.verdict(), Verdict::Recognised);
    assert_eq!(good.report().next_change(), Some(at("2026-12-31T00:00:01Z")));
    assert_eq!(shown("did:web:other.example", LATE).verdict(), Verdict::Conditional);
    assert_eq!(shown(&holder, "2026-11-22T00:00:00Z").verdict(), Verdict::Conditional);
    assert_eq!(law.decide(as_controller, now()).verdict(), Verdict::Conditional);
}

/// Of what is known in December, a list tells the truth for a week from its own instant.
#[test]
fn the_next_change_is_when_a_list_begins_to_speak_or_has_grown_old() {
    let mut law = Law::new();
    law.world = law.world.without_events();
    law.world.list_until = LATE.to_owned();
    let known = at("2026-12-10T00:00:00Z");
    let change = |valid_at: &str| {
        let decision = law.decide(as_controller, Clocks::new(at(valid_at), known));
        (decision.verdict(), decision.report().next_change().map(|at| at.unix()))
    };
    let (skew, week) = (60, 7 * 86_400);
    let issued = at(&law.world.list_issued).unix();
    let (open, yes) = (Verdict::Indeterminate, Verdict::Recognised);
    assert_eq!(change("2026-07-01T00:00:00Z"), (open, Some(issued - skew)));
    assert_eq!(change("2026-11-24T00:00:00Z"), (yes, Some(issued + week + 1)));
}

#[test]
fn the_next_change_is_when_a_body_loses_its_accreditation_or_its_run_off_ends() {
    let change = |rule: Value| {
        let mut law = Law::new();
        let lost = json!({ "id": "a2", "type": "withdraw", "effectiveAt": "2026-12-01T00:00:00Z",
            "publishedAt": "2026-11-20T00:00:00Z" });
        law.world.accreditation().push(lost);
        law.world.scheme["credentialSubject"]["onAccreditationLoss"] = rule;
        law.decide(as_controller, now()).report().next_change().map(|at| at.unix())
    };
    let months = json!({ "rule": "run_off", "months": 2 });
    assert_eq!(change(months), Some(at("2027-02-01T00:00:01Z").unix()));
    assert_eq!(change(json!({ "rule": "void" })), Some(at("2026-12-01T00:00:00Z").unix()));
}

/// The accreditation on which the certificate rests is that of a delegate.
#[test]
fn the_next_change_is_when_a_delegate_loses_its_accreditation() {
    const DELEGATE: &str = "did:web:delegate.example";
    const URL: &str = "https://delegate.example/bodies";
    let lost = "2026-12-01T00:00:00Z";
    let mut law = Law::new();
    let world = &mut law.world;
    world.scheme["credentialSubject"]["onAccreditationLoss"] = json!({ "rule": "void" });
    let signer = key(&format!("{DELEGATE}#1"));
    let mut list = world.body_list.clone();
    list["id"] = json!(URL);
    list["issuer"] = json!(DELEGATE);
    world.more.push(document(URL, sign("vc+jwt", &list, &signer)));
    let mut entry = entity(DELEGATE, &signer);
    entry["recognizedTo"][0]["action"] = json!("accredit");
    entry["recognizedTo"][0]["events"].as_array_mut().unwrap().push(json!({
        "id": "a2", "type": "withdraw", "effectiveAt": lost,
        "publishedAt": "2026-11-20T00:00:00Z" }));
    world.body_list["credentialSubject"] = json!([entry]);
    let decision = law.decide(as_controller, now());
    assert_eq!(decision.verdict(), Verdict::Recognised);
    assert_eq!(decision.report().next_change(), Some(at(lost)));
}

/// A dimension of scope that the scheme requires and the certificate leaves out may limit it.
#[test]
fn a_certificate_states_the_scope_that_its_scheme_requires() {
    let verdict = |required: Value| {
        let mut law = Law::new();
        law.world.scheme["credentialSubject"]["requiredScope"] = required;
        let decision = law.decide(as_controller, now());
        let found = decision.report().findings().iter().any(|f| f.code == Code::ScopeUnstated);
        (decision.verdict(), found)
    };
    assert_eq!(verdict(json!([])), (Verdict::Recognised, false));
    assert_eq!(verdict(json!(["dataCategories"])), (Verdict::Indeterminate, true));
}

/// What stood in the way, and nothing of what is merely worth knowing.
#[test]
fn a_glance_names_what_decided_against_the_transfer() {
    let glance = |change: &dyn Fn(&mut Law)| {
        let mut law = Law::new();
        law.world = law.world.without_lists();
        change(&mut law);
        let mut transfer = law.transfer();
        as_controller(&mut transfer);
        let (verifier, certificates) = (law.verifier(), [law.certificate()]);
        let decision = verifier.decide(&transfer, &certificates, now());
        let glance = verifier.glance(&transfer, &certificates, now());
        assert_eq!(glance.verdict, decision.verdict());
        assert_eq!(glance.instrument.as_deref(), Some(INSTRUMENT));
        let codes: Vec<_> = decision.report().findings().iter().map(|f| f.code).collect();
        (glance.verdict, glance.code, codes)
    };
    let lost = |law: &mut Law| {
        law.world.accreditation().push(event("a2", "withdraw", "2026-10-01T00:00:00Z"));
    };
    let running_off = Code::AccreditationRunOff;
    assert_eq!(glance(&lost), (Verdict::Recognised, None, vec![running_off]));
    let withdrawn = |law: &mut Law| {
        lost(law);
        law.world.history().push(event("2", "withdraw", "2026-09-01T00:00:00Z"));
    };
    let both = vec![running_off, Code::Withdrawn];
    assert_eq!(glance(&withdrawn), (Verdict::NotRecognised, Some(Code::Withdrawn), both));
}

/// What is pinned by its digest is told by that digest.
#[test]
fn a_decision_names_the_packs_that_were_asked() {
    let law = Law::new();
    let text = json!({
        "about": { "id": "https://curator.example/pack", "title": "A pack", "curator": "me",
            "asOf": "2026-11-01T00:00:00Z", "nextUpdate": LATE, "notice": "nobody's view" },
        "registers": [], "parts": [],
    });
    let mut pack = document("https://curator.example/pack", text.to_string());
    pack.media_type = tegata::recognition::PACK_MEDIA_TYPE.to_owned();
    let sha256 = pack.sha256();
    let curator = Anchor {
        id: "https://curator.example".to_owned(),
        keys: Vec::new(),
        pins: vec![sha256.clone()],
        threshold: 1,
        speaks_for: SpeaksFor::default(),
        sources: Vec::new(),
    };
    let packs = |anchors: Vec<Anchor>, documents| {
        let bundle = TrustBundle::new(at(NOW), anchors, documents).unwrap();
        let decision = Verifier::new(bundle).decide(&law.transfer(), &[], now());
        let report: Value = serde_json::from_str(&decision.report().to_json()).unwrap();
        report["inputs"]["packs"].clone()
    };
    let named = json!([{ "id": "https://curator.example/pack", "sha256": sha256 }]);
    assert_eq!(packs(vec![curator], vec![pack]), named);
    assert_eq!(packs(Vec::new(), Vec::new()), json!([]));
}
