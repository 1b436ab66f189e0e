//! A new table of nodes over the text of a parsed document.

use super::document::{Document, Node, Value, narrow, repeated_name};

/// Builds a document out of the values of another. Strings stay where they are in the
/// text; only nodes are copied, so the result is read like any other document.
///
/// The caller opens and closes containers in order and counts what it puts into them.
pub(crate) struct Rewriter {
    nodes: Vec<Node>,
    hidden: Vec<u32>,
}

/// The node of a container that is not closed yet.
#[derive(Clone, Copy)]
pub(crate) struct Opened(usize);

impl Rewriter {
    /// Starts with nothing; the result rarely holds more nodes than `source`.
    pub(crate) fn new(source: &Document) -> Self {
        Self { nodes: Vec::with_capacity(source.nodes.len()), hidden: Vec::new() }
    }

    /// Where the next value will stand.
    pub(crate) fn position(&self) -> usize {
        self.nodes.len()
    }

    /// Begins an array or an object.
    pub(crate) fn open(&mut self) -> Opened {
        self.nodes.push(Node::Null);
        Opened(self.nodes.len() - 1)
    }

    /// Copies the name that stands before `value` in the source.
    pub(crate) fn name_before(&mut self, value: Value<'_>) {
        self.nodes.push(value.document.node(value.at.saturating_sub(1)));
    }

    /// Copies a value that is no container.
    pub(crate) fn leaf(&mut self, value: Value<'_>) {
        self.nodes.push(value.document.node(value.at));
    }

    /// Ends an array of `len` elements; `hidden` says that some stayed undisclosed.
    pub(crate) fn close_array(&mut self, opened: Opened, len: usize, hidden: bool) {
        let end = narrow(self.nodes.len());
        self.close(opened, Node::Array { len: narrow(len), end }, hidden);
    }

    /// Ends an object of `len` members; `hidden` says that some stayed undisclosed.
    pub(crate) fn close_object(&mut self, opened: Opened, len: usize, hidden: bool) {
        let end = narrow(self.nodes.len());
        self.close(opened, Node::Object { len: narrow(len), end }, hidden);
    }

    fn close(&mut self, opened: Opened, node: Node, hidden: bool) {
        if let Some(place) = self.nodes.get_mut(opened.0) {
            *place = node;
        }
        if hidden {
            self.hidden.push(narrow(opened.0));
        }
    }

    /// The name that stands twice among the first `len` members of an open object.
    pub(crate) fn repeated_name<'s>(
        &self,
        source: &'s Document,
        opened: Opened,
        len: usize,
    ) -> Option<&'s str> {
        repeated_name(&self.nodes, opened.0 + 1, len, |node| source.string(node))
    }

    /// The new document over the text of `source`.
    pub(crate) fn finish(mut self, mut source: Document) -> Document {
        // Containers close from the inside out, but are looked up by position.
        self.hidden.sort_unstable();
        source.nodes = self.nodes;
        source.hidden = self.hidden;
        source
    }
}

#[cfg(test)]
mod tests {
    use super::Rewriter;
    use crate::json::{Document, JsonError, JsonFault, JsonLimits, decode};
    use serde_json::json;
    use std::ops::Range;

    const LIMITS: JsonLimits = JsonLimits { depth: 4, members: 4, nodes: 12 };

    fn parse(text: &str, parts: &[Range<usize>]) -> Result<Document, (usize, JsonError)> {
        Document::parse_parts(text.into(), parts, &LIMITS)
    }

    #[test]
    fn parts_are_parsed_one_by_one() {
        let document = parse(r#"{"a":[1]}["b\n"]2"#, &[0..9, 9..16, 16..17]).unwrap();
        let parts: Vec<serde_json::Value> =
            document.parts().map(|part| decode(part).unwrap()).collect();
        assert_eq!(parts, [json!({"a": [1]}), json!(["b\n"]), json!(2)]);
    }

    #[test]
    fn the_error_names_the_part() {
        for (text, parts, at) in [
            ("[1][2", vec![0..3, 3..5], 1),
            ("[12]", vec![0..2, 2..4], 0),
            ("[1]2]", vec![0..3, 3..5], 1),
            ("1", vec![0..1, 1..1], 1),
            ("1\"é\"", vec![0..3, 3..5], 0),
            ("[1,2,3,4,5][1,2,3,4,5,6]", vec![0..11, 11..24], 1),
        ] {
            assert_eq!(parse(text, &parts).unwrap_err().0, at, "{text}");
        }
        let broken = Document::parse_parts(b"1 \xFF".to_vec(), &[0..2, 2..3], &LIMITS);
        let (part, error) = broken.unwrap_err();
        assert_eq!((part, error.fault), (1, JsonFault::Encoding));
    }

    #[test]
    fn a_value_moves_into_another_part() {
        let source = parse(r#"{"a":1}["b",[2]]"#, &[0..7, 7..16]).unwrap();
        let mut parts = source.parts();
        let a = parts.next().unwrap().as_object().unwrap().get("a").unwrap();
        let b = parts.next().unwrap().as_array().unwrap().get(1).unwrap();
        let mut out = Rewriter::new(&source);
        let object = out.open();
        out.name_before(a);
        out.leaf(a);
        out.name_before(b);
        let array = out.open();
        out.leaf(b.as_array().unwrap().get(0).unwrap());
        out.close_array(array, 1, true);
        assert_eq!(out.repeated_name(&source, object, 2), None);
        out.close_object(object, 2, false);
        let result = out.finish(source.clone());
        let root = result.root().as_object().unwrap();
        let tree: serde_json::Value = decode(root.value()).unwrap();
        assert_eq!(tree, json!({"a": 1, "b": [2]}));
        let b = root.get("b").unwrap();
        assert!(b.as_array().unwrap().has_hidden() && !root.has_hidden());
        assert_eq!(b.pointer(), "/b");
    }
}
