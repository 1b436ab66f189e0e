//! Random worlds and questions, small enough that everything in them meets everything else.

use super::certificates::Card;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tegata::recognition::{Arrangement, Jurisdiction, Prohibition, Regime};
use tegata::{Timestamp, Transfer};

/// All documents of a world.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct World {
    pub places: Vec<Jurisdiction>,
    pub regimes: Vec<Regime>,
    pub arrangements: Vec<Arrangement>,
    pub prohibitions: Vec<Prohibition>,
}

/// A world and a question: what a file holds that replays a disagreement.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Case {
    pub world: World,
    /// Which of the pool were presented.
    pub certificates: Vec<usize>,
    pub transfer: Transfer,
    pub valid_at: Timestamp,
    pub known_at: Timestamp,
}

impl World {
    /// What its documents are called: a pack for each, called as what it states.
    pub(crate) fn documents(&self) -> Vec<String> {
        let regimes = self.regimes.iter().map(|regime| regime.id.clone());
        let arrangements = self.arrangements.iter().map(|a| a.id.clone());
        let orders = self.prohibitions.iter().map(|order| order.id.clone());
        regimes.chain(arrangements).chain(orders).collect()
    }

    /// All that is written in it and in the certificates, to look for what it mentions.
    pub(crate) fn to_text(&self, cards: &[Card]) -> String {
        let mut text = serde_json::to_string(self).unwrap();
        for card in cards {
            text.push_str(if card.activities.is_some() { "\"activity\"" } else { "" });
            text.push_str(if card.sites.is_some() { "\"site\"" } else { "" });
        }
        text
    }
}

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

const INSTANTS: [&str; 7] = [
    "2018-01-01T00:00:00Z",
    "2019-03-01T00:00:00+09:00",
    "2020-02-10T10:00:00Z",
    "2020-07-16T00:00:00Z",
    "2021-06-30T00:00:00-05:00",
    "2022-09-01T00:00:00Z",
    "2024-01-01T00:00:00Z",
];

/// The instants at which anything happens.
pub(crate) fn instants() -> impl Iterator<Item = Timestamp> {
    INSTANTS.iter().map(|text| at(text))
}

/// When every pack is due again.
pub(crate) const NEXT_EDITION: &str = "2030-01-01T00:00:00Z";
/// Names of facts, laws, activities, sites and the rest.
pub(crate) const NAMES: [&str; 2] = ["alpha", "beta"];
/// Counts, one for each interval that a predicate can tell from the others.
pub(crate) const COUNTS: [u64; 3] = [0, 10, 100];
pub(crate) const IMPORTER: &str = "did:web:importer.example";
pub(crate) const EXPORTER: &str = "did:web:exporter.example";
pub(crate) const SCHEMES: [&str; 3] =
    ["https://s.example/one", "https://s.example/two", "https://s.example/base"];
const ROLES: [&str; 4] = ["controller", "joint_controller", "processor", "sub_processor"];
const DATA: [&str; 6] = [
    "https://w3id.org/dpv#PersonalData",
    "https://w3id.org/dpv/pd#Tracking",
    "https://w3id.org/dpv/pd#Contact",
    "https://w3id.org/dpv/pd#PhysicalAddress",
    "https://w3id.org/dpv/pd#Location",
    "https://w3id.org/dpv/pd#Financial",
];
const SUBJECTS: [&str; 3] = [
    "https://w3id.org/dpv#DataSubject",
    "https://w3id.org/dpv#Employee",
    "https://w3id.org/dpv#Consumer",
];
const PURPOSES: [&str; 3] = [
    "https://w3id.org/dpv#Purpose",
    "https://w3id.org/dpv#Marketing",
    "https://w3id.org/dpv#DirectMarketing",
];
const SECTORS: [&str; 3] = [
    "https://w3id.org/tegata/v1#PrivateSector",
    "https://w3id.org/tegata/v1#FinancialSector",
    "https://w3id.org/tegata/v1#PublicSector",
];

pub(crate) fn j(name: &str) -> String {
    format!("https://w3id.org/tegata/j/{name}")
}

fn r(index: usize) -> String {
    format!("https://w3id.org/tegata/r/{index}")
}

fn i(index: usize) -> String {
    format!("https://w3id.org/tegata/instrument/{index}")
}

/// Where randomness comes from: a list of numbers. Where it ends, the simplest is chosen.
pub(crate) struct Choices<'c>(pub std::slice::Iter<'c, u16>);

impl Choices<'_> {
    fn below(&mut self, count: usize) -> usize {
        self.0.next().map_or(0, |number| usize::from(*number) % count)
    }

    /// Once in so many times.
    fn once_in(&mut self, times: usize) -> bool {
        self.below(times) + 1 == times && times > 1
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    fn some<T: Copy>(&mut self, of: &[T]) -> Vec<T> {
        let count = 1 + self.below(2);
        (0..count).map(|_| self.one(of)).collect()
    }

    fn instant(&mut self) -> String {
        self.one(&INSTANTS).to_owned()
    }

    /// An interval with ends that may be open.
    fn time(&mut self, object: &mut Value) {
        if self.once_in(4) {
            object["from"] = json!(self.instant());
        }
        if self.once_in(4) {
            object["until"] = json!(self.instant());
        }
    }
}

/// A world and questions about it.
pub(crate) fn cases(numbers: &[u16]) -> Vec<Case> {
    let mut choices = Choices(numbers.iter());
    let world = world(&mut choices);
    (0..4).map(|_| case(&mut choices, &world)).collect()
}

fn world(c: &mut Choices<'_>) -> World {
    let places = places(c);
    let count = 1 + c.below(4);
    let mut regimes: Vec<_> = (0..count).map(|index| regime(c, index, count)).collect();
    let arrangements: Vec<_> = (0..c.below(6) + 1).map(|n| arrangement(c, n, count)).collect();
    let orders = [0, 0, 1, 2][c.below(4)];
    let orders: Vec<_> = (0..orders).map(|index| order(c, index, count)).collect();
    for (index, regime) in regimes.iter_mut().enumerate() {
        let own: Vec<_> = arrangements.iter().filter(|a| a["exporterRegime"] == r(index)).collect();
        let own: Vec<_> = own.iter().map(|a| a["id"].clone()).collect();
        regime["completeness"] = json!({});
        if !c.once_in(3) {
            regime["completeness"]["permissions"] = claim(c, &own);
        }
        if c.once_in(2) {
            regime["completeness"]["prohibitions"] = claim(c, &[]);
        }
    }
    let world = json!({ "places": places, "regimes": regimes, "arrangements": arrangements,
        "prohibitions": orders });
    serde_json::from_value(world).unwrap()
}

fn claim(c: &mut Choices<'_>, documents: &[Value]) -> Value {
    let from = if c.once_in(3) { c.instant() } else { INSTANTS[0].to_owned() };
    let mut claim = json!({ "from": from, "asOf": "2024-06-01T00:00:00Z",
        "documents": documents });
    if c.once_in(3) {
        claim["until"] = json!(c.instant());
    }
    if c.once_in(8) {
        claim["documents"] = json!(["https://w.example/missing"]);
    }
    claim
}

fn places(c: &mut Choices<'_>) -> Value {
    let place = |name: &str| {
        json!({ "id": j(name), "kind": "state", "codes": [], "names": [], "within": [],
            "timeZone": "UTC", "source": "here", "reviewed": "unreviewed" })
    };
    let mut places = ["a", "a1", "b", "b1", "c"].map(place);
    for (inner, outer) in [(1, "a"), (3, "b")] {
        let mut within = json!({ "id": j(outer) });
        c.time(&mut within);
        places[inner]["within"] = json!([within]);
    }
    let mut code = json!({ "system": "iso3166-1", "value": "BB" });
    c.time(&mut code);
    places[2]["codes"] = json!([code]);
    if c.once_in(4) {
        let instruments = c.one(&["continue", "lapse", "undeclared"]);
        places[4]["succession"] = json!([{ "successor": j("b"), "at": c.instant(),
            "instruments": instruments }]);
    }
    if c.once_in(12) {
        let (which, kind) = (c.below(5), c.one(&["disputed", "unresolved"]));
        places[which]["kind"] = json!(kind);
    }
    json!(places)
}

fn regime(c: &mut Choices<'_>, index: usize, count: usize) -> Value {
    let home = if index == 0 { "a" } else { c.one(&["b", "a1", "a", "b1", "c"]) };
    let mut territories = vec![json!({ "jurisdiction": j(home) })];
    if index > 0 && c.once_in(4) {
        territories.push(json!({ "jurisdiction": j(c.one(&["a", "a1", "b", "b1", "c"])) }));
    }
    if index > 0 {
        territories.iter_mut().for_each(|territory| c.time(territory));
    }
    let relation = match c.below(4) {
        0 | 1 => json!("adds"),
        2 => json!({ "replaces": "any" }),
        _ => json!({ "replaces": [r(c.below(count))] }),
    };
    let mut members = Vec::new();
    if index > 0 && c.once_in(3) {
        for _ in 0..=c.below(2) {
            let adoption = c.one(&["automatic", "automatic_unless_opted_out", "per_instrument"]);
            let which = c.below(count);
            let mut member = json!({ "regime": r(which), "adoption": adoption });
            c.time(&mut member);
            members.extend((which != index).then_some(member));
        }
    }
    let mut out = Vec::new();
    if c.once_in(4) {
        let mut opted = json!({ "instrument": i(c.below(4)), "effectiveAt": c.instant(),
            "publishedAt": c.instant() });
        if c.once_in(2) {
            opted["until"] = json!(c.instant());
        }
        out.push(opted);
    }
    let rule = match c.below(8) {
        7 => "unrestricted",
        6 => "permit_unless_listed",
        _ => "deny_unless_permitted",
    };
    json!({ "id": r(index), "title": "regime", "territories": territories, "members": members,
        "relation": relation, "exporterRule": rule, "authorities": [], "optedOut": out,
        "completeness": {}, "citations": [], "source": "here", "reviewed": "unreviewed" })
}

fn arrangement(c: &mut Choices<'_>, index: usize, count: usize) -> Value {
    let effect = match c.below(10) {
        0..=4 => "permit_territory",
        5 => "permit_if_certified",
        6 | 7 => "safeguard",
        8 => "exporter_authorisation",
        _ => c.one(&["conformity_accepted", "mark_equivalent", "enforcement_cooperation"]),
    };
    let permits =
        !["conformity_accepted", "mark_equivalent", "enforcement_cooperation"].contains(&effect);
    let regime = if !permits && c.once_in(2) { "any".to_owned() } else { r(c.below(count.min(2))) };
    let certified = !matches!(effect, "permit_territory" | "enforcement_cooperation");
    let events = events(c);
    let made = events.iter().filter(|event| event["type"] == "enact" || event["type"] == "amend");
    let versions: Vec<_> =
        made.map(|event| version(c, &event["id"], (permits, certified), count)).collect();
    let state = match c.below(12) {
        11 => c.one(&["enabling_only", "empty", "announced", "unverified"]),
        _ => "operative",
    };
    json!({ "id": i(index), "title": "instrument", "citations": [], "effect": effect,
        "exporterRegime": regime, "state": state, "events": events, "versions": versions,
        "source": "here", "reviewed": "unreviewed" })
}

fn events(c: &mut Choices<'_>) -> Vec<Value> {
    let first = if c.once_in(3) { c.instant() } else { INSTANTS[0].to_owned() };
    let mut events =
        vec![json!({ "id": "e0", "type": "enact", "effectiveAt": first, "publishedAt": first })];
    let more = [0, 0, 1, 1, 2, 3, 4][c.below(7)];
    for index in 1..=more {
        let kind = c.one(&[
            "withdraw",
            "repeal",
            "annul",
            "annul",
            "sunset",
            "sunset",
            "extend",
            "suspend",
            "uphold",
            "challenge",
            "amend",
            "enact",
        ]);
        let effective = c.instant();
        let published = if c.once_in(2) { c.instant() } else { effective.clone() };
        let mut event = json!({ "id": format!("e{index}"), "type": kind,
            "effectiveAt": effective, "publishedAt": published });
        if kind == "extend" {
            event["until"] = json!(c.instant());
        }
        if kind == "annul" && c.once_in(2) {
            event["exTuncFrom"] = json!(c.instant());
        }
        if matches!(kind, "withdraw" | "repeal" | "annul") && c.once_in(2) {
            let applies = c.one(&["all", "transfers_begun_before"]);
            event["grace"] = json!({ "until": c.instant(), "appliesTo": applies });
        }
        let same = events.iter().rfind(|other: &&Value| other["type"] == kind);
        if let (Some(same), true) = (same, c.once_in(4)) {
            event["supersedes"] = same["id"].clone();
        }
        events.push(event);
    }
    events
}

fn version(
    c: &mut Choices<'_>,
    event: &Value,
    (permits, certified): (bool, bool),
    count: usize,
) -> Value {
    let territory = |c: &mut Choices<'_>| {
        json!({ "jurisdiction": j(c.one(&["b", "b", "b", "b1", "c", "a1"])),
            "reach": c.one(&["with_parts", "as_named"]) })
    };
    let importer = match c.below(8) {
        0..=4 => json!({ "territories": [territory(c)] }),
        5 => json!({ "regimes": [r(c.below(count))] }),
        6 => json!({ "organisations": [IMPORTER] }),
        _ => json!("any"),
    };
    let schemes: Vec<_> = (0..c.below(2) + 1).map(|_| accepted(c)).collect();
    let onward = match c.below(6) {
        4 => json!({ "allowedTools": "any", "barredTools": [tool(c)], "inherits": c.once_in(2) }),
        5 => json!({ "allowedTools": [tool(c)], "barredTools": [], "inherits": c.once_in(2) }),
        _ => json!({ "allowedTools": "any", "barredTools": [], "inherits": false }),
    };
    let scope = if c.once_in(4) { predicate(c, 3) } else { json!("always") };
    let exclusions: Vec<_> = match c.once_in(4) {
        true => vec![json!({ "name": "x", "kind": "other", "reference": "1",
            "when": predicate(c, 3) })],
        false => Vec::new(),
    };
    let preconditions: Vec<_> = (0..[0, 0, 0, 1, 2][c.below(5)])
        .map(|index| {
            let when = if c.once_in(2) { predicate(c, 2) } else { json!("always") };
            json!({ "id": format!("p{index}"), "when": when, "reference": "2",
                "evidence": c.one(&["fact", "attestation"]) })
        })
        .collect();
    let mut version = json!({ "event": event, "importer": importer,
        "holder": c.one(&["importer", "exporter", "either"]),
        "schemes": if certified { json!(schemes) } else { json!([]) },
        "requiresBase": if certified && c.once_in(6) { json!([SCHEMES[2]]) } else { json!([]) },
        "grantedUnderLawOf": if c.once_in(4) { "importer" } else { "any" },
        "issuedRelation": c.one(&["any", "any", "not_before_enactment", "not_after_withdrawal"]),
        "scope": scope, "exclusions": exclusions, "preconditions": preconditions,
        "obligations": [], "onward": onward });
    if permits && c.once_in(8) {
        let instruments = if c.once_in(3) { json!([i(c.below(4))]) } else { json!("any") };
        let effects = if c.once_in(3) { json!(["permit_territory"]) } else { json!("any") };
        let stands = match c.once_in(2) {
            true => json!({ "as_of": c.instant() }),
            false => json!("as_it_stands"),
        };
        version["adopts"] = json!({ "regime": r(c.below(count)), "instruments": instruments,
            "effects": effects, "stands": stands });
    }
    version
}

fn tool(c: &mut Choices<'_>) -> String {
    if c.once_in(3) { SCHEMES[c.below(2)].to_owned() } else { i(c.below(4)) }
}

fn accepted(c: &mut Choices<'_>) -> Value {
    let versions = match c.below(4) {
        0 | 1 => json!("any"),
        2 => json!({ "list": [c.one(&["1", "2", "10"])] }),
        _ => json!({ "range": { "from": "2", "to": "10" } }),
    };
    json!({ "scheme": SCHEMES[c.below(2)], "versions": versions,
        "variants": if c.once_in(4) { json!(["x"]) } else { json!("any") },
        "roles": if c.once_in(3) { json!([c.one(&ROLES)]) } else { json!("any") } })
}

fn predicate(c: &mut Choices<'_>, depth: usize) -> Value {
    match c.below(if depth > 1 { 9 } else { 6 }) {
        0 => json!({ "present": { "operand": c.one(&["facts", "importerLaw", "exporterStatus"]),
            "value": c.one(&NAMES) } }),
        1..=3 => is_a(c),
        4 => {
            let below =
                if c.once_in(2) { json!("unbounded") } else { json!({ "below": c.one(&COUNTS) }) };
            json!({ "between": { "operand": c.one(&["volume", "volumeSensitive"]),
                "from": c.one(&COUNTS), "below": below } })
        }
        5 => json!("always"),
        6 => json!({ "not": predicate(c, depth - 1) }),
        kind => {
            let parts: Vec<_> = (0..c.below(3)).map(|_| predicate(c, depth - 1)).collect();
            if kind == 7 { json!({ "all": parts }) } else { json!({ "any": parts }) }
        }
    }
}

fn is_a(c: &mut Choices<'_>) -> Value {
    let (operand, of) = match c.below(9) {
        0 => ("role", c.some(&ROLES)),
        1 | 2 => ("dataCategories", c.some(&DATA)),
        3 => ("dataSubjects", c.some(&SUBJECTS)),
        4 => ("purposes", c.some(&PURPOSES)),
        5 => ("sectors", c.some(&SECTORS)),
        6 => ("supervisor", c.some(&NAMES)),
        7 => (c.one(&["activity", "site"]), c.some(&NAMES)),
        _ => (c.one(&["recipient", "means"]), c.some(&NAMES)),
    };
    json!({ "isA": { "operand": operand, "values": c.one(&["some", "every"]), "of": of } })
}

fn order(c: &mut Choices<'_>, index: usize, count: usize) -> Value {
    let mut events = Vec::new();
    for (kind, number) in ["order", "lift", "order"].iter().zip(0..=c.below(3)) {
        let (effective, published) = (c.instant(), c.instant());
        events.push(json!({ "id": format!("e{number}"), "type": kind,
            "effectiveAt": effective, "publishedAt": published }));
    }
    let territories = match c.once_in(2) {
        true => json!([{ "jurisdiction": j(c.one(&["b", "c"])), "reach": "with_parts" }]),
        false => json!("any"),
    };
    let organisations = if c.once_in(2) { json!([IMPORTER]) } else { json!("any") };
    let when = if c.once_in(2) { predicate(c, 2) } else { json!("always") };
    json!({ "id": format!("https://w.example/order/{index}"), "title": "order",
        "regime": r(c.below(count)), "citations": [], "source": "here",
        "reviewed": "unreviewed", "events": events,
        "target": { "organisations": organisations, "territories": territories, "when": when } })
}

fn case(c: &mut Choices<'_>, world: &World) -> Case {
    let clock = |c: &mut Choices<'_>| {
        let instant = at(INSTANTS[6 - c.below(7)]);
        instant.plus_seconds(c.one(&[0, 1, -1, 86_399, 86_400]))
    };
    let (valid_at, known_at) = (clock(c), clock(c));
    let known_at = if c.once_in(2) { valid_at } else { known_at };
    let certificates = match c.below(3) {
        0 => Vec::new(),
        _ => (0..c.below(3) + 1).map(|_| c.below(super::engine::POOL)).collect(),
    };
    Case { world: world.clone(), certificates, transfer: transfer(c), valid_at, known_at }
}

fn transfer(c: &mut Choices<'_>) -> Transfer {
    let to = match c.below(8) {
        0..=3 => j("b"),
        4 => j("b1"),
        5 => j("c"),
        6 => "BB".to_owned(),
        _ => j(c.one(&["a1", "a"])),
    };
    let from = if c.once_in(3) { j(c.one(&["a1", "b", "b1"])) } else { j("a") };
    let mut transfer = Transfer::between(from, to);
    match c.below(6) {
        4 => transfer = transfer.to("Importer"),
        5 => {}
        _ => transfer = transfer.to(IMPORTER),
    }
    if !c.once_in(4) {
        transfer = transfer.exported_by(EXPORTER);
    }
    let role = |c: &mut Choices<'_>| c.one(&ROLES).parse().ok();
    transfer.role = if c.once_in(3) { None } else { role(c) };
    transfer.exporter_role = if c.once_in(3) { None } else { role(c) };
    let lists: [(&mut Vec<String>, &[&str]); 4] = [
        (&mut transfer.data_categories, &DATA),
        (&mut transfer.data_subjects, &SUBJECTS),
        (&mut transfer.purposes, &PURPOSES),
        (&mut transfer.sectors, &SECTORS),
    ];
    for (list, names) in lists {
        if !c.once_in(4) {
            *list = c.some(names).into_iter().map(str::to_owned).collect();
        }
    }
    for name in [
        &mut transfer.activity,
        &mut transfer.site,
        &mut transfer.recipient,
        &mut transfer.means,
        &mut transfer.supervisor,
    ] {
        *name = if c.once_in(4) { None } else { Some(c.one(&NAMES).to_owned()) };
    }
    for count in [&mut transfer.volume, &mut transfer.volume_sensitive] {
        *count = if c.once_in(4) { None } else { Some(c.one(&COUNTS)) };
    }
    for stated in [&mut transfer.importer_law, &mut transfer.exporter_status, &mut transfer.facts] {
        for name in NAMES {
            if !c.once_in(4) {
                stated.insert(name.to_owned(), c.once_in(2));
            }
        }
    }
    transfer.sub_processors = match c.below(4) {
        3 => None,
        2 => Some(vec!["alpha".to_owned()]),
        _ => Some(Vec::new()),
    };
    for evidence in ["p0", "p1"] {
        if c.once_in(2) {
            transfer.evidence.push(evidence.to_owned());
        }
    }
    if !c.once_in(3) {
        transfer.begun_at = Some(at(&c.instant()).plus_seconds(c.one(&[0, -1])));
    }
    for _ in 0..[0, 0, 0, 1, 2][c.below(5)] {
        let instrument = (!c.once_in(4)).then(|| i(c.below(4)));
        transfer = transfer.received_under(r(c.below(3)), instrument.as_deref());
    }
    transfer
}
