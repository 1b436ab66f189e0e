//! Rule 1: places, and the regimes that apply to them.

use super::truth::{Truth, any, truth};
use super::world::World;
use tegata::Timestamp;
use tegata::recognition::{
    Jurisdiction, JurisdictionKind, Reach, Regime, Relation, SucceededInstruments, Territory,
};
use tegata::trust::AnyOr;

/// Why nothing can be said of a place.
pub(crate) type Open = &'static str;

pub(crate) fn during(from: Option<Timestamp>, until: Option<Timestamp>, at: Timestamp) -> bool {
    from.is_none_or(|from| from <= at) && until.is_none_or(|until| at <= until)
}

/// The place that a name or a code meant then.
pub(crate) fn place<'w>(
    world: &'w World,
    name: &str,
    at: Timestamp,
) -> Result<&'w Jurisdiction, Open> {
    let coded = |place: &Jurisdiction| {
        place.codes.iter().any(|c| c.value == name && during(c.from, c.until, at))
    };
    let place = world.places.iter().find(|place| place.id == name);
    let place = place.or_else(|| world.places.iter().find(|place| coded(place)));
    let place = place.ok_or("jurisdiction_unknown")?;
    if place.succession.iter().any(|succession| succession.at <= at) {
        return Err("jurisdiction_succeeded");
    }
    for place in with_surroundings(world, place, at) {
        match place.kind {
            JurisdictionKind::Disputed => return Err("jurisdiction_disputed"),
            JurisdictionKind::Unresolved => return Err("territorial_scope_unresolved"),
            _ => {}
        }
    }
    Ok(place)
}

/// The larger places that this one was a part of then.
fn around<'w>(world: &'w World, place: &Jurisdiction, at: Timestamp) -> Vec<&'w Jurisdiction> {
    let names = place.within.iter().filter(|within| during(within.from, within.until, at));
    names.filter_map(|within| world.places.iter().find(|other| other.id == within.id)).collect()
}

fn with_surroundings<'w>(
    world: &'w World,
    place: &'w Jurisdiction,
    at: Timestamp,
) -> Vec<&'w Jurisdiction> {
    let mut all = vec![place];
    for larger in around(world, place, at) {
        all.extend(with_surroundings(world, larger, at));
    }
    all
}

/// The regimes of a place: its own, and those around it that none of its own replaces.
pub(crate) fn regimes_of<'w>(
    world: &'w World,
    place: &Jurisdiction,
    at: Timestamp,
) -> Vec<&'w Regime> {
    let own = own_regimes(world, place, at);
    let mut all = own.clone();
    for larger in around(world, place, at) {
        for regime in regimes_of(world, larger, at) {
            let known = all.iter().any(|other| other.id == regime.id);
            if !known && !own.iter().any(|own| replaces(own, &regime.id)) {
                all.push(regime);
            }
        }
    }
    all
}

fn own_regimes<'w>(world: &'w World, place: &Jurisdiction, at: Timestamp) -> Vec<&'w Regime> {
    let covers = |regime: &&Regime| {
        let mut territories = regime.territories.iter();
        territories.any(|t| t.jurisdiction == place.id && during(t.from, t.until, at))
    };
    world.regimes.iter().filter(covers).collect()
}

fn replaces(regime: &Regime, other: &str) -> bool {
    match &regime.relation {
        Relation::Adds => false,
        Relation::Replaces(AnyOr::Any) => regime.id != other,
        Relation::Replaces(AnyOr::Only(list)) => list.iter().any(|named| named == other),
    }
}

/// The larger areas of which a regime is a member then.
pub(crate) fn areas<'w>(world: &'w World, regime: &str, at: Timestamp) -> Vec<&'w Regime> {
    let has = |area: &&Regime| {
        area.members.iter().any(|m| m.regime == regime && during(m.from, m.until, at))
    };
    world.regimes.iter().filter(has).collect()
}

/// Whether data that go there stay within the area of the regime.
pub(crate) fn stays_inside(
    world: &World,
    regime: &Regime,
    to: &Jurisdiction,
    at: Timestamp,
) -> bool {
    let within = |inner: &str| -> Vec<String> {
        let areas = areas(world, inner, at).into_iter().map(|area| area.id.clone());
        areas.chain([inner.to_owned()]).collect()
    };
    let ours = within(&regime.id);
    let theirs = regimes_of(world, to, at);
    theirs.iter().any(|other| within(&other.id).iter().any(|area| ours.contains(area)))
}

/// Whether a territory, as an instrument names it, takes in a place.
pub(crate) fn lies_in(
    world: &World,
    territory: &Territory,
    place: &Jurisdiction,
    at: Timestamp,
) -> Truth {
    if territory.jurisdiction == place.id {
        return Truth::Yes;
    }
    let mut ways = vec![as_successor(world, territory, place, at)];
    if territory.reach == Reach::WithParts {
        let open = |larger: &&&Jurisdiction| !cut_off(world, place, larger, at);
        let around = around(world, place, at);
        ways.extend(around.iter().filter(open).map(|l| lies_in(world, territory, l, at)));
    }
    any(&ways)
}

/// Whether a regime of the place's own replaces the law of the place around it.
fn cut_off(world: &World, place: &Jurisdiction, larger: &Jurisdiction, at: Timestamp) -> bool {
    let outside = regimes_of(world, larger, at);
    let own = own_regimes(world, place, at);
    own.iter().any(|own| match &own.relation {
        Relation::Replaces(AnyOr::Any) => true,
        _ => outside.iter().any(|outer| replaces(own, &outer.id)),
    })
}

/// A place stands in for the one that it followed where that was declared.
fn as_successor(
    world: &World,
    territory: &Territory,
    place: &Jurisdiction,
    at: Timestamp,
) -> Truth {
    let former = world.places.iter().filter(|former| former.id == territory.jurisdiction);
    let successions = former.flat_map(|former| &former.succession);
    let ours = successions.filter(|s| s.successor == place.id && s.at <= at);
    let says = ours.map(|succession| match succession.instruments {
        SucceededInstruments::Continue => Truth::Yes,
        SucceededInstruments::Lapse => Truth::No,
        SucceededInstruments::Undeclared => Truth::Unknown,
    });
    any(&says.collect::<Vec<_>>())
}

/// Whether a place lies under a regime's own law.
pub(crate) fn lies_under(
    world: &World,
    regime: &str,
    place: &Jurisdiction,
    at: Timestamp,
) -> Truth {
    truth(regimes_of(world, place, at).iter().any(|other| other.id == regime))
}

/// Whether a name means the place, or one around it.
pub(crate) fn is_law_of(world: &World, name: &str, place: &Jurisdiction, at: Timestamp) -> bool {
    let coded = |larger: &Jurisdiction| {
        larger.codes.iter().any(|c| c.value == name && during(c.from, c.until, at))
    };
    with_surroundings(world, place, at).iter().any(|p| p.id == name || coded(p))
}
