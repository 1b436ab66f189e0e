//! The payload with its disclosed claims in place: RFC 9901 section 7.1, steps 3 to 5.

use super::{Protected, malformed};
use crate::code::{Code, Finding};
use crate::json::{Array, Document, JsonError, JsonFault, Object, Rewriter, Value};
use crate::limits::Limits;

/// Copies the payload, the first part of `source`, replacing digests by the disclosures
/// that they stand for. `digests` are those of the other parts, in order.
///
/// Gives for each disclosure the node where its value went.
pub(super) fn resolve<'d>(
    source: &'d Document,
    digests: impl ExactSizeIterator<Item = &'d [u8]>,
    limits: &'d Limits,
    protected: Protected,
) -> Result<(Rewriter, Vec<Option<usize>>), Finding> {
    let disclosures = sorted(source, digests)?;
    let mut resolver = Resolver {
        source,
        places: vec![None; disclosures.len()],
        disclosures,
        limits,
        protected,
        out: Rewriter::new(source),
        path: Vec::with_capacity(limits.json_depth.min(16)),
        depth: 0,
        inside: 0,
        unanswered: Vec::new(),
    };
    resolver.value(source.root())?;
    resolver.complete()?;
    Ok((resolver.out, resolver.places))
}

struct Disclosure<'d> {
    digest: &'d [u8],
    /// Its position among the token's disclosures.
    index: usize,
    content: Value<'d>,
}

/// The disclosures by digest, to be found without walking all of them each time.
fn sorted<'d>(
    source: &'d Document,
    digests: impl ExactSizeIterator<Item = &'d [u8]>,
) -> Result<Vec<Disclosure<'d>>, Finding> {
    let mut disclosures = Vec::with_capacity(digests.len());
    for (index, (digest, content)) in digests.zip(source.parts().skip(1)).enumerate() {
        disclosures.push(Disclosure { digest, index, content });
    }
    disclosures.sort_unstable_by_key(|disclosure| disclosure.digest);
    // The same disclosure twice: no digest may be there for the second (steps 4 and 5).
    if disclosures.windows(2).any(|pair| matches!(pair, [a, b] if a.digest == b.digest)) {
        return Err(Code::DisclosureRepeated.into());
    }
    Ok(disclosures)
}

struct Resolver<'d> {
    source: &'d Document,
    disclosures: Vec<Disclosure<'d>>,
    places: Vec<Option<usize>>,
    limits: &'d Limits,
    protected: Protected,
    out: Rewriter,
    /// Names of the members that we are inside of.
    path: Vec<&'d str>,
    /// Arrays and objects that we are inside of, in the result.
    depth: usize,
    /// Disclosures that we are inside of.
    inside: usize,
    /// Digests that no disclosure answers: decoys, and what the holder kept to itself.
    unanswered: Vec<&'d str>,
}

impl<'d> Resolver<'d> {
    fn value(&mut self, value: Value<'d>) -> Result<(), Finding> {
        self.depth += 1;
        if let Some(object) = value.as_object() {
            self.object(object)?;
        } else if let Some(array) = value.as_array() {
            self.array(array)?;
        } else {
            self.out.leaf(value);
        }
        self.depth -= 1;
        Ok(())
    }

    fn object(&mut self, object: Object<'d>) -> Result<(), Finding> {
        self.bound_depth()?;
        let opened = self.out.open();
        let (mut len, mut digests) = (0, None);
        for (name, value) in object.iter() {
            match name {
                "_sd" => digests = Some(value),
                // Step 3.f; section 4.1.1 allows it nowhere else.
                "_sd_alg" if self.depth == 1 => {}
                "_sd_alg" => return Err(malformed("`_sd_alg` stands below the top level")),
                "..." => return Err(malformed("a member `...` stands outside an array")),
                _ => {
                    self.member(name, value)?;
                    len += 1;
                }
            }
        }
        let (mut disclosed, mut hidden) = (0, false);
        if let Some(digests) = digests {
            (disclosed, hidden) = self.members(digests)?;
            len += disclosed;
        }
        if len > self.limits.json_members {
            return Err(too_large(JsonFault::TooMany(self.limits.json_members)));
        }
        // Step 3.c.ii.3: against the members that were there and against one another.
        if disclosed > 0
            && let Some(name) = self.out.repeated_name(self.source, opened, len)
        {
            return Err(name_taken(name));
        }
        self.out.close_object(opened, len, hidden);
        Ok(())
    }

    fn member(&mut self, name: &'d str, value: Value<'d>) -> Result<(), Finding> {
        self.path.push(name);
        if self.inside > 0 {
            self.allowed()?;
        }
        self.out.name_before(value);
        self.value(value)?;
        self.path.pop();
        Ok(())
    }

    /// The members that `_sd` stands for: how many, and whether more stayed hidden.
    fn members(&mut self, digests: Value<'d>) -> Result<(usize, bool), Finding> {
        let Some(digests) = digests.as_array() else {
            return Err(malformed("`_sd` is not an array"));
        };
        let (mut count, mut hidden) = (0, false);
        for digest in digests.iter() {
            let Some(digest) = digest.as_str() else {
                return Err(malformed("`_sd` holds something that is not a string"));
            };
            match self.find(digest)? {
                Some((index, content)) => {
                    self.disclosed_member(index, content)?;
                    count += 1;
                }
                None => hidden = true,
            }
        }
        Ok((count, hidden))
    }

    /// Step 3.c.ii.
    fn disclosed_member(&mut self, index: usize, content: Value<'d>) -> Result<(), Finding> {
        let [_, name, value] = fields(content, "a claim needs salt, name and value")?;
        let Some(name) = name.as_str() else {
            return Err(malformed("the claim's name is not a string"));
        };
        // `_sd_alg` would change its meaning at the top level and is barred below it.
        if matches!(name, "_sd" | "..." | "_sd_alg") {
            return Err(name_taken(name));
        }
        self.enter()?;
        // The value goes behind its name.
        self.note(index, self.out.position() + 1);
        self.member(name, value)?;
        self.inside -= 1;
        Ok(())
    }

    fn array(&mut self, array: Array<'d>) -> Result<(), Finding> {
        self.bound_depth()?;
        let opened = self.out.open();
        let (mut len, mut hidden) = (0, false);
        for element in array.iter() {
            match placeholder(element)? {
                None => self.value(element)?,
                Some(digest) => match self.find(digest)? {
                    Some((index, content)) => self.disclosed_element(index, content)?,
                    // Step 3.d.
                    None => {
                        hidden = true;
                        continue;
                    }
                },
            }
            len += 1;
        }
        self.out.close_array(opened, len, hidden);
        Ok(())
    }

    /// Step 3.c.iii.
    fn disclosed_element(&mut self, index: usize, content: Value<'d>) -> Result<(), Finding> {
        let [_, value] = fields(content, "an array's element needs salt and value")?;
        self.enter()?;
        self.allowed()?;
        self.note(index, self.out.position());
        self.value(value)?;
        self.inside -= 1;
        Ok(())
    }

    /// The disclosure for a digest, which nothing else may refer to (step 4).
    fn find(&mut self, digest: &'d str) -> Result<Option<(usize, Value<'d>)>, Finding> {
        let found = self.disclosures.binary_search_by_key(&digest.as_bytes(), |d| d.digest);
        let Some(found) = found.ok().and_then(|place| self.disclosures.get(place)) else {
            self.unanswered.push(digest);
            return Ok(None);
        };
        if self.places.get(found.index).is_some_and(Option::is_some) {
            return Err(Code::DisclosureRepeated.into());
        }
        Ok(Some((found.index, found.content)))
    }

    fn note(&mut self, index: usize, position: usize) {
        if let Some(place) = self.places.get_mut(index) {
            *place = Some(position);
        }
    }

    fn enter(&mut self) -> Result<(), Finding> {
        self.inside += 1;
        if self.inside > self.limits.disclosure_depth {
            return Err(too_large(JsonFault::TooDeep(self.limits.disclosure_depth)));
        }
        Ok(())
    }

    /// Each part was shallow enough by itself; together they may not be.
    fn bound_depth(&self) -> Result<(), Finding> {
        if self.depth > self.limits.json_depth {
            return Err(too_large(JsonFault::TooDeep(self.limits.json_depth)));
        }
        Ok(())
    }

    /// What may not be hidden by itself may not be hidden inside a disclosure either.
    fn allowed(&self) -> Result<(), Finding> {
        if (self.protected)(&self.path) {
            return Err(Finding::new(Code::DisclosureNotAllowed).with("name", self.path.join(".")));
        }
        Ok(())
    }

    /// Steps 4 and 5: no digest twice, and no disclosure left over.
    fn complete(&mut self) -> Result<(), Finding> {
        self.unanswered.sort_unstable();
        if self.unanswered.windows(2).any(|pair| pair.first() == pair.last()) {
            return Err(Code::DisclosureRepeated.into());
        }
        if self.places.iter().any(Option::is_none) {
            return Err(Code::DisclosureUnreferenced.into());
        }
        Ok(())
    }
}

/// The digest of an array's element that is `{"...": digest}` and nothing more.
fn placeholder(element: Value<'_>) -> Result<Option<&str>, Finding> {
    let Some(object) = element.as_object() else { return Ok(None) };
    let Some(digest) = object.get("...") else { return Ok(None) };
    match digest.as_str() {
        Some(digest) if object.len() == 1 => Ok(Some(digest)),
        Some(_) => Err(malformed("`...` stands beside other members")),
        None => Err(malformed("`...` is not a string")),
    }
}

/// The fields of a disclosure: exactly `N`, of which the first is the salt, a string.
fn fields<'d, const N: usize>(
    content: Value<'d>,
    shape: &'static str,
) -> Result<[Value<'d>; N], Finding> {
    let array = content.as_array().filter(|array| array.len() == N);
    let mut fields = [content; N];
    for (field, value) in fields.iter_mut().zip(array.ok_or_else(|| malformed(shape))?.iter()) {
        *field = value;
    }
    match fields.first().and_then(|salt| salt.as_str()) {
        Some(_) => Ok(fields),
        None => Err(malformed("the salt is not a string")),
    }
}

fn name_taken(name: &str) -> Finding {
    Finding::new(Code::DisclosureNameTaken).with("name", name)
}

fn too_large(fault: JsonFault) -> Finding {
    JsonError { fault, line: 0, column: 0 }.finding("disclosures")
}
