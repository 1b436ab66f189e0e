//! Two corridors over time, by the recognition pack that comes with the software: the law
//! is real as far as the pack is right, the organisations are invented.

use crate::decision::{named, nearest};
use crate::failure::Failure;
use crate::output::Output;
use crate::report::{verdict, word};
use tegata::certificate::Statement;
use tegata::explain::printable;
use tegata::issue::{CertificateDraft, Certification, Encoding, FileKey, Issuer, Organisation};
use tegata::report::Ruling;
use tegata::status::{CertificationEvents, EVENTS_TYPE};
use tegata::trust::{Anchor, AnyOr, Certifies, SpeaksFor};
use tegata::{
    Algorithm, Certificate, Clocks, Decision, Document, Event, EventKind, Role, Timestamp,
    Transfer, TrustBundle, Verifier, explain,
};

const AGENT: &str = "did:web:assurance.example";
const IMPORTER: &str = "did:web:sequoia.example";
const SCHEMES: &str = "https://w3id.org/tegata/scheme/";

/// A certificate of the importer: scheme, version, decision, end.
type Held = (&'static str, &'static str, &'static str, &'static str);

const HELD: [Held; 3] = [
    ("privacy-shield-eu", "2016", "2017-02-01T00:00:00-05:00", "2020-12-31T23:59:59-05:00"),
    ("dpf-eu", "2023", "2023-09-01T00:00:00-04:00", "2027-08-31T23:59:59-04:00"),
    ("global-cbpr", "2025", "2025-09-01T00:00:00-04:00", "2027-08-31T23:59:59-04:00"),
];

/// One corridor, and the days on which it is looked at.
struct Corridor {
    title: [&'static str; 2],
    from: &'static str,
    /// The schemes of the certificates that are presented.
    schemes: &'static [&'static str],
    days: &'static [&'static str],
}

const CORRIDORS: [Corridor; 2] = [
    Corridor {
        title: [
            "From Germany to a certified company in the United States",
            "ドイツから、認証を受けた米国企業への移転",
        ],
        from: "DE",
        schemes: &["privacy-shield-eu", "dpf-eu"],
        days: &[
            "2018-03-01T12:00:00+01:00",
            "2021-03-01T12:00:00+01:00",
            "2026-03-02T12:00:00+01:00",
        ],
    },
    Corridor {
        title: [
            "From Singapore to the same company, certified under Global CBPR",
            "シンガポールから、Global CBPR 認証を受けた同じ企業への移転",
        ],
        from: "SG",
        schemes: &["global-cbpr"],
        days: &["2026-03-01T12:00:00+08:00", "2026-03-02T12:00:00+08:00"],
    },
];

/// Tells the story.
pub(super) fn tell(out: &mut Output) -> Result<(), Failure> {
    let as_of = tegata::embedded_pack()?.about.as_of;
    let (verifier, certificates) = world(as_of)?;
    for Corridor { title: [english, japanese], from, schemes, days } in CORRIDORS {
        let shown = |c: &&Certificate| schemes.iter().any(|scheme| c.scheme().ends_with(scheme));
        let presented: Vec<_> = certificates.iter().filter(shown).cloned().collect();
        out.gap();
        out.heading(out.pick(english, japanese));
        for day in days {
            let day = instant(day)?;
            let transfer = Transfer::between(from, "US").to(IMPORTER).of("contact");
            let ask = |known_at| {
                let clocks = Clocks::new(day, known_at);
                verifier.decide(&transfer, &presented, clocks)
            };
            show(out, &verifier, day, [&ask(day), &ask(as_of)]);
        }
    }
    out.gap();
    let told = out.pick(
        "The law is as tegata's unofficial pack states it; the company and its certificates are invented.",
        "法は tegata の非公式パックによるものです。企業と証明書は架空のものです。",
    );
    out.line(format_args!("{told}"));
    Ok(())
}

fn show(out: &mut Output, verifier: &Verifier, day: Timestamp, [then, later]: [&Decision; 2]) {
    let told = format!("{} {}", verdict(out, then.verdict()), reason(out, verifier, then));
    out.line(format_args!("  {}  {told}", day.date()));
    if let Some(nearest) = nearest(out.language(), verifier.bundle(), then.report()) {
        let label = out.pick("nearest miss: ", "最も近い制度：");
        out.line(format_args!("              {label}{nearest}"));
    }
    if then.verdict() != later.verdict() {
        let label = out.pick("with hindsight: ", "現在の知識では：");
        let verdict = word(out, later.verdict());
        let reason = reason(out, verifier, later);
        out.line(format_args!("              {label}{verdict}, {reason}"));
    }
}

fn reason(out: &Output, verifier: &Verifier, decision: &Decision) -> String {
    if let Some(headline) = decision.report().headline() {
        let problem = explain(headline, out.language()).problem;
        return named(out.language(), verifier.bundle(), &problem);
    }
    let instrument = decision.ruling().and_then(Ruling::instrument);
    instrument.map_or_else(String::new, |instrument| printable(&instrument.title))
}

fn instant(text: &str) -> Result<Timestamp, Failure> {
    text.parse().map_err(|error: tegata::clock::NotATimestamp| Failure::new(error.to_string()))
}

/// The agent's certificates, and a bundle that trusts it beside the pack.
fn world(as_of: Timestamp) -> Result<(Verifier, Vec<Certificate>), Failure> {
    let key = FileKey::generate(Algorithm::Es256)?;
    let agent = Issuer::new(AGENT, &key)?;
    let mut documents = Vec::new();
    let mut tokens = Vec::new();
    for held in &HELD {
        let (document, token) = certify(&agent, held)?;
        documents.push(Document { obtained_at: as_of, ..document });
        tokens.push(token);
    }
    let bundle = TrustBundle::new(as_of, vec![anchor(&agent)], documents)?;
    let verifier = Verifier::new(bundle.with_embedded_pack()?);
    let certificates = tokens.iter().map(|token| verifier.authenticate(token)).collect();
    let certificates: Result<_, tegata::Refusal> = certificates;
    Ok((verifier, certificates.map_err(|refusal| Failure::new(refusal.to_string()))?))
}

fn anchor(agent: &Issuer<'_>) -> Anchor {
    let certifies = |held: &Held| Certifies {
        scheme: format!("{SCHEMES}{}", held.0),
        scheme_version: AnyOr::Any,
        roles: AnyOr::Any,
        jurisdictions: AnyOr::Any,
        from: None,
        until: None,
    };
    Anchor {
        id: AGENT.to_owned(),
        keys: vec![agent.public_key().to_json()],
        pins: Vec::new(),
        threshold: 1,
        speaks_for: SpeaksFor {
            certifies: HELD.iter().map(certifies).collect(),
            ..SpeaksFor::default()
        },
        sources: Vec::new(),
    }
}

/// A certificate, and the events that it names: granted on the day of its decision.
fn certify(agent: &Issuer<'_>, held: &Held) -> Result<(Document, String), Failure> {
    let (scheme, version, decided, end) = *held;
    let (decided, end) = (instant(decided)?, instant(end)?);
    let url = format!("https://assurance.example/events/{scheme}");
    let number = format!("SQ-{scheme}");
    let scheme = format!("{SCHEMES}{scheme}");
    let events = CertificationEvents {
        id: IMPORTER.to_owned(),
        number: number.clone(),
        scheme: scheme.clone(),
        events: vec![Event::new("grant", EventKind::Grant, decided)],
    };
    let statement = Statement::new(EVENTS_TYPE, &url, AGENT, decided, events);
    let draft = CertificateDraft {
        id: None,
        subject: Organisation {
            id: IMPORTER.to_owned(),
            legal_name: "Sequoia Analytics Inc.".to_owned(),
            registrations: Vec::new(),
            contact: Default::default(),
            certification: Certification {
                number,
                scheme,
                scheme_version: version.to_owned(),
                variant: None,
                jurisdiction: "US".to_owned(),
                decided_on: Some(tegata::Day::Instant(decided)),
                roles: vec![Role::Controller, Role::Processor],
                object_of_conformity: None,
                scope: None,
                assurance: None,
                surveillance: None,
                safeguards: Vec::new(),
                events: Some(url.clone()),
            },
        },
        valid_from: decided,
        valid_until: Some(end),
        holder_key: None,
        status: Vec::new(),
    };
    let document = Document {
        url,
        media_type: "application/vc+jwt".to_owned(),
        obtained_at: decided,
        body: agent.statement(&statement)?,
    };
    Ok((document, agent.certificate(&draft, &Encoding::VcJwt, decided)?))
}
