//! The parsed document: a text and a flat table of nodes that point into it.

use super::{JsonError, JsonFault, JsonLimits};
use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;
use std::ops::Range;

/// A parsed JSON text. Owns the text; everything else borrows from it.
#[derive(Clone, Debug)]
pub struct Document {
    text: String,
    /// Strings that had escapes, unescaped, one after the other.
    unescaped: String,
    /// Pre-order: a container is followed by its content.
    pub(super) nodes: Vec<Node>,
    /// Containers of which something stayed undisclosed, in ascending order.
    pub(super) hidden: Vec<u32>,
}

/// A JSON number as it can be told apart without losing digits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// A whole number from 0 to 2^64-1.
    Unsigned(u64),
    /// A whole number below 0.
    Negative(i64),
    /// Anything else: a fraction, an exponent, or more digits than 64 bits hold.
    Float(f64),
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Node {
    Null,
    Bool(bool),
    Number(Number),
    /// A string that stands in the text as it is.
    Text(u32, u32),
    /// A string in `unescaped`.
    Unescaped(u32, u32),
    /// `end` is the node after the last one inside.
    Array {
        len: u32,
        end: u32,
    },
    Object {
        len: u32,
        end: u32,
    },
}

impl Node {
    /// The bytes of a string.
    fn text_len(self) -> Option<usize> {
        match self {
            Self::Text(from, to) | Self::Unescaped(from, to) => {
                Some(to.saturating_sub(from) as usize)
            }
            _ => None,
        }
    }
}

impl Document {
    /// Parses `text`, refusing all that the module's description names.
    pub fn parse(text: Vec<u8>, limits: &JsonLimits) -> Result<Self, JsonError> {
        let whole = 0..text.len();
        Self::parse_parts(text, std::slice::from_ref(&whole), limits).map_err(|(_, error)| error)
    }

    /// Parses several texts that stand in one buffer, each by itself and completely: nothing
    /// reaches over the border of its part. The limit of nodes is one for all of them.
    ///
    /// The error names the part at fault by its index.
    pub(crate) fn parse_parts(
        text: Vec<u8>,
        parts: &[Range<usize>],
        limits: &JsonLimits,
    ) -> Result<Self, (usize, JsonError)> {
        let text = String::from_utf8(text).map_err(|error| {
            let fault = error.utf8_error().valid_up_to();
            let part = parts.iter().position(|part| part.contains(&fault));
            (part.unwrap_or_default(), JsonFault::Encoding.nowhere())
        })?;
        if u32::try_from(text.len()).is_err() {
            return Err((0, JsonFault::TooMany(limits.nodes).nowhere()));
        }
        // A node for every fourteen bytes holds nearly every credential without growing.
        let nodes = Vec::with_capacity((text.len() / 14).min(limits.nodes) + 8);
        let mut build =
            Build { base: &text, unescaped: String::new(), nodes, limits: *limits, fault: None };
        for (index, part) in parts.iter().enumerate() {
            build.part(part.clone()).map_err(|error| (index, error))?;
        }
        let Build { unescaped, nodes, .. } = build;
        Ok(Self { text, unescaped, nodes, hidden: Vec::new() })
    }

    /// The outermost values of the parts, in their order.
    pub(crate) fn parts(&self) -> impl Iterator<Item = Value<'_>> {
        let mut at = 0;
        std::iter::from_fn(move || {
            let part = Value { document: self, at };
            at = self.after(at);
            (part.at < self.nodes.len()).then_some(part)
        })
    }

    /// The value whose node is at `position`, as [`Rewriter::position`] or
    /// [`Value::position`] told it.
    ///
    /// [`Rewriter::position`]: super::Rewriter::position
    pub(crate) fn value_at(&self, position: usize) -> Value<'_> {
        Value { document: self, at: position }
    }

    /// The outermost value.
    pub fn root(&self) -> Value<'_> {
        Value { document: self, at: 0 }
    }

    /// The text that was parsed; with several parts, one after the other.
    pub fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn node(&self, at: usize) -> Node {
        self.nodes.get(at).copied().unwrap_or(Node::Null)
    }

    pub(super) fn string(&self, node: Node) -> Option<&str> {
        match node {
            Node::Text(from, to) => self.text.get(from as usize..to as usize),
            Node::Unescaped(from, to) => self.unescaped.get(from as usize..to as usize),
            _ => None,
        }
    }

    /// The node that follows the value at `at`.
    fn after(&self, at: usize) -> usize {
        match self.node(at) {
            Node::Array { end, .. } | Node::Object { end, .. } => end as usize,
            _ => at + 1,
        }
    }

    fn is_hidden(&self, at: usize) -> bool {
        !self.hidden.is_empty() && self.hidden.binary_search(&narrow(at)).is_ok()
    }
}

fn syntax_fault(error: &serde_json::Error) -> JsonFault {
    let text = error.to_string();
    // serde_json reports a number beyond f64 as "number out of range".
    if text.starts_with("number out of range") {
        return JsonFault::NumberRange;
    }
    let text = text.split(" at line ").next().unwrap_or_default();
    JsonFault::Syntax(text.to_owned())
}

/// One value of a document.
#[derive(Clone, Copy)]
pub struct Value<'d> {
    pub(super) document: &'d Document,
    pub(super) at: usize,
}

impl<'d> Value<'d> {
    /// Where [`Document::value_at`] finds this value again.
    pub(crate) fn position(self) -> usize {
        self.at
    }

    /// The string, when this is one.
    pub fn as_str(self) -> Option<&'d str> {
        self.document.string(self.document.node(self.at))
    }

    /// The object, when this is one.
    pub fn as_object(self) -> Option<Object<'d>> {
        match self.document.node(self.at) {
            Node::Object { len, end } => {
                Some(Object { value: self, len: len as usize, end: end as usize })
            }
            _ => None,
        }
    }

    /// The array, when this is one.
    pub fn as_array(self) -> Option<Array<'d>> {
        match self.document.node(self.at) {
            Node::Array { len, .. } => Some(Array { value: self, len: len as usize }),
            _ => None,
        }
    }

    /// The number, when this is one.
    pub fn as_number(self) -> Option<Number> {
        match self.document.node(self.at) {
            Node::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The number, when this is a whole one from 0 to 2^64-1.
    pub fn as_u64(self) -> Option<u64> {
        match self.as_number() {
            Some(Number::Unsigned(number)) => Some(number),
            _ => None,
        }
    }

    /// The truth value, when this is one.
    pub fn as_bool(self) -> Option<bool> {
        match self.document.node(self.at) {
            Node::Bool(truth) => Some(truth),
            _ => None,
        }
    }

    /// Whether this is `null`.
    pub fn is_null(self) -> bool {
        matches!(self.document.node(self.at), Node::Null)
    }

    /// What kind of value this is, in words for an error.
    pub fn kind(self) -> &'static str {
        match self.document.node(self.at) {
            Node::Null => "null",
            Node::Bool(_) => "a truth value",
            Node::Number(_) => "a number",
            Node::Text(..) | Node::Unescaped(..) => "a string",
            Node::Array { .. } => "an array",
            Node::Object { .. } => "an object",
        }
    }

    /// The JSON pointer (RFC 6901) from the root of the document to this value.
    pub fn pointer(self) -> String {
        let mut pointer = String::new();
        let mut here = self.document.root();
        while here.at != self.at {
            let Some((step, next)) = here.step_towards(self.at) else { break };
            pointer.push('/');
            pointer.push_str(&step.replace('~', "~0").replace('/', "~1"));
            here = next;
        }
        pointer
    }

    fn step_towards(self, target: usize) -> Option<(String, Value<'d>)> {
        let holds =
            |value: Value<'d>| value.at <= target && target < value.document.after(value.at);
        if let Some(object) = self.as_object() {
            return object.iter().find(|(_, v)| holds(*v)).map(|(name, v)| (name.to_owned(), v));
        }
        let (index, value) = self.as_array()?.iter().enumerate().find(|(_, v)| holds(*v))?;
        Some((index.to_string(), value))
    }
}

impl fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {:?}", self.kind(), self.pointer())
    }
}

/// An object of a document. Member names are unique.
#[derive(Clone, Copy)]
pub struct Object<'d> {
    value: Value<'d>,
    len: usize,
    end: usize,
}

impl<'d> Object<'d> {
    /// The member called `name`.
    pub fn get(self, name: &str) -> Option<Value<'d>> {
        let document = self.value.document;
        // Most names differ in length, which needs no look at the text.
        let called = |at: usize| {
            let node = document.node(at);
            node.text_len() == Some(name.len()) && document.string(node) == Some(name)
        };
        self.names().find(|at| called(*at)).map(|at| Value { document, at: at + 1 })
    }

    /// The members in the order of the text.
    pub fn iter(self) -> impl Iterator<Item = (&'d str, Value<'d>)> {
        let document = self.value.document;
        self.names().map_while(move |at| {
            Some((document.string(document.node(at))?, Value { document, at: at + 1 }))
        })
    }

    /// The nodes of the members' names; the value of each comes next.
    fn names(self) -> impl Iterator<Item = usize> {
        let (document, end) = (self.value.document, self.end);
        let first = Some(self.value.at + 1).filter(|at| *at < end);
        std::iter::successors(first, move |at| Some(document.after(at + 1)).filter(|at| *at < end))
    }

    /// How many members there are.
    pub fn len(self) -> usize {
        self.len
    }

    /// Whether there is no member.
    pub fn is_empty(self) -> bool {
        self.len == 0
    }

    /// Whether members stayed undisclosed: digests that no disclosure answered (RFC 9901).
    /// A decoy cannot be told from a member that was held back.
    pub fn has_hidden(self) -> bool {
        self.value.document.is_hidden(self.value.at)
    }

    /// This object as a value.
    pub fn value(self) -> Value<'d> {
        self.value
    }
}

/// An array of a document.
#[derive(Clone, Copy)]
pub struct Array<'d> {
    value: Value<'d>,
    len: usize,
}

impl<'d> Array<'d> {
    /// The elements in order.
    pub fn iter(self) -> impl Iterator<Item = Value<'d>> {
        let document = self.value.document;
        let mut at = self.value.at + 1;
        (0..self.len).map(move |_| {
            let value = Value { document, at };
            at = document.after(at);
            value
        })
    }

    /// The element at `index`, from 0.
    pub fn get(self, index: usize) -> Option<Value<'d>> {
        self.iter().nth(index)
    }

    /// How many elements there are.
    pub fn len(self) -> usize {
        self.len
    }

    /// Whether there is no element.
    pub fn is_empty(self) -> bool {
        self.len == 0
    }

    /// Whether elements stayed undisclosed: digests that no disclosure answered (RFC 9901).
    pub fn has_hidden(self) -> bool {
        self.value.document.is_hidden(self.value.at)
    }
}

/// The table while it is being filled by serde_json's tokenizer.
struct Build<'t> {
    base: &'t str,
    unescaped: String,
    nodes: Vec<Node>,
    limits: JsonLimits,
    /// A fault of ours, which serde's error type cannot carry.
    fault: Option<JsonFault>,
}

impl Build<'_> {
    fn part(&mut self, part: Range<usize>) -> Result<(), JsonError> {
        // Borders inside a character make a part that is not UTF-8.
        let text = self.base.get(part).ok_or(JsonFault::Encoding.nowhere())?;
        let mut parser = serde_json::Deserializer::from_str(text);
        // Depth is ours to count, so that the limit is one number for all parsers.
        let parsed =
            Slot { build: self, depth: 0 }.deserialize(&mut parser).and_then(|()| parser.end());
        parsed.map_err(|error| {
            let fault = self.fault.take().unwrap_or_else(|| syntax_fault(&error));
            JsonError { fault, line: error.line(), column: error.column() }
        })
    }

    fn push<E: de::Error>(&mut self, node: Node) -> Result<(), E> {
        if self.nodes.len() >= self.limits.nodes {
            return self.stop(JsonFault::TooMany(self.limits.nodes));
        }
        self.nodes.push(node);
        Ok(())
    }

    fn stop<T, E: de::Error>(&mut self, fault: JsonFault) -> Result<T, E> {
        self.fault = Some(fault);
        Err(E::custom("refused"))
    }

    /// A string that serde_json lends from the text itself. Its place there is the
    /// difference of the two addresses: arithmetic only, nothing is dereferenced.
    fn borrowed<E: de::Error>(&mut self, text: &str) -> Result<(), E> {
        let from = (text.as_ptr() as usize).wrapping_sub(self.base.as_ptr() as usize);
        match self.base.get(from..from.saturating_add(text.len())) {
            Some(there) if there.as_ptr() == text.as_ptr() => {
                self.push(Node::Text(narrow(from), narrow(from + text.len())))
            }
            _ => self.copied(text),
        }
    }

    fn copied<E: de::Error>(&mut self, text: &str) -> Result<(), E> {
        let from = self.unescaped.len();
        self.unescaped.push_str(text);
        self.push(Node::Unescaped(narrow(from), narrow(self.unescaped.len())))
    }

    fn close(&mut self, at: usize, object: bool, len: usize) {
        let (len, end) = (narrow(len), narrow(self.nodes.len()));
        if let Some(node) = self.nodes.get_mut(at) {
            *node = if object { Node::Object { len, end } } else { Node::Array { len, end } };
        }
    }

    fn string(&self, node: Node) -> Option<&str> {
        match node {
            Node::Text(from, to) => self.base.get(from as usize..to as usize),
            Node::Unescaped(from, to) => self.unescaped.get(from as usize..to as usize),
            _ => None,
        }
    }
}

/// The name that occurs twice in the object of `len` members whose content begins at
/// `content` in `nodes`.
pub(super) fn repeated_name<'s>(
    nodes: &[Node],
    content: usize,
    len: usize,
    string: impl Fn(Node) -> Option<&'s str>,
) -> Option<&'s str> {
    let mut at = content;
    let names = (0..len).map_while(|_| {
        let name = string(*nodes.get(at)?)?;
        at = match nodes.get(at + 1) {
            Some(Node::Array { end, .. } | Node::Object { end, .. }) => *end as usize,
            _ => at + 2,
        };
        Some(name)
    });
    // Below this, comparing pairs beats sorting and needs no memory.
    const FEW: usize = 24;
    if len <= FEW {
        let mut seen = [""; FEW];
        for (count, name) in names.enumerate() {
            if seen.iter().take(count).any(|other| *other == name) {
                return Some(name);
            }
            *seen.get_mut(count)? = name;
        }
        return None;
    }
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    names.windows(2).find(|pair| pair.first() == pair.last())?.first().copied()
}

/// Offsets fit: `Document::parse` refuses texts of 4 GiB and more.
pub(super) fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// The place where the next value goes.
struct Slot<'b, 't> {
    build: &'b mut Build<'t>,
    depth: usize,
}

impl Slot<'_, '_> {
    fn enter<E: de::Error>(&mut self) -> Result<usize, E> {
        if self.depth >= self.build.limits.depth {
            return self.build.stop(JsonFault::TooDeep(self.build.limits.depth));
        }
        let at = self.build.nodes.len();
        self.build.push(Node::Null)?;
        Ok(at)
    }
}

impl<'de> DeserializeSeed<'de> for Slot<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<(), D::Error> {
        source.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Slot<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        self.build.push(Node::Null)
    }

    fn visit_bool<E: de::Error>(self, truth: bool) -> Result<(), E> {
        self.build.push(Node::Bool(truth))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<(), E> {
        self.build.push(Node::Number(Number::Unsigned(number)))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<(), E> {
        let number = u64::try_from(number).map_or(Number::Negative(number), Number::Unsigned);
        self.build.push(Node::Number(number))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<(), E> {
        self.build.push(Node::Number(Number::Float(number)))
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<(), E> {
        self.build.borrowed(text)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<(), E> {
        self.build.copied(text)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut elements: A) -> Result<(), A::Error> {
        let at = self.enter()?;
        let depth = self.depth + 1;
        let mut len = 0;
        while elements.next_element_seed(Slot { build: self.build, depth })?.is_some() {
            len += 1;
        }
        self.build.close(at, false, len);
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<(), A::Error> {
        let at = self.enter()?;
        let depth = self.depth + 1;
        let mut len = 0;
        while members.next_key_seed(Slot { build: self.build, depth })?.is_some() {
            if len >= self.build.limits.members {
                return self.build.stop(JsonFault::TooMany(self.build.limits.members));
            }
            members.next_value_seed(Slot { build: self.build, depth })?;
            len += 1;
        }
        let build = &*self.build;
        let twice = repeated_name(&build.nodes, at + 1, len, |node| build.string(node));
        if let Some(name) = twice.map(str::to_owned) {
            return self.build.stop(JsonFault::DuplicateMember(name));
        }
        self.build.close(at, true, len);
        Ok(())
    }
}
