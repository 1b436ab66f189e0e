//! From a parsed document into a type of ours, through serde.

use super::{Document, JsonError, JsonLimits, Number, Value};
use serde::de::value::StrDeserializer;
use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess,
    SeqAccess, VariantAccess, Visitor,
};
use std::fmt;

/// JSON that is sound but does not have the expected shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// JSON pointer to the value at fault.
    pub pointer: String,
    /// What is wrong with it.
    pub problem: String,
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.pointer.is_empty() { "the document" } else { &self.pointer };
        write!(f, "{place}: {}", self.problem)
    }
}

impl std::error::Error for Mismatch {}

impl From<JsonError> for Mismatch {
    fn from(error: JsonError) -> Self {
        Self { pointer: String::new(), problem: error.to_string() }
    }
}

/// Reads a value as a `T`. The error names the innermost member at fault.
pub fn decode<'d, T: serde::Deserialize<'d>>(value: Value<'d>) -> Result<T, Mismatch> {
    T::deserialize(Reader(value)).map_err(|error| Mismatch {
        pointer: error.pointer.unwrap_or_else(|| value.pointer()),
        problem: error.problem,
    })
}

/// Parses a text strictly and reads it as a `T`.
pub fn decode_str<T: DeserializeOwned>(text: &str, limits: &JsonLimits) -> Result<T, Mismatch> {
    decode_bytes(text.as_bytes(), limits)
}

/// Parses bytes strictly and reads them as a `T`.
pub fn decode_bytes<T: DeserializeOwned>(bytes: &[u8], limits: &JsonLimits) -> Result<T, Mismatch> {
    decode(Document::parse(bytes.to_vec(), limits)?.root())
}

#[derive(Debug)]
struct Fault {
    pointer: Option<String>,
    problem: String,
}

impl Fault {
    /// Remembers the place, unless one further in is known already.
    fn at(mut self, value: Value<'_>) -> Self {
        self.pointer.get_or_insert_with(|| value.pointer());
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.problem)
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(text: T) -> Self {
        Self { pointer: None, problem: text.to_string() }
    }
}

#[derive(Clone, Copy)]
struct Reader<'d>(Value<'d>);

impl<'d> Reader<'d> {
    fn read_object<V: Visitor<'d>>(self, visitor: V) -> Result<V::Value, Fault> {
        let Some(object) = self.0.as_object() else { return Err(self.not("an object")) };
        let mut rest = object.iter();
        let members = Members { rest: &mut rest, next: None };
        visitor.visit_map(members).map_err(|fault| fault.at(self.0))
    }

    fn read_array<V: Visitor<'d>>(self, visitor: V) -> Result<V::Value, Fault> {
        let Some(array) = self.0.as_array() else { return Err(self.not("an array")) };
        let mut rest = array.iter();
        visitor.visit_seq(Elements { rest: &mut rest }).map_err(|fault| fault.at(self.0))
    }

    fn not(self, expected: &str) -> Fault {
        let found = self.0.kind();
        <Fault as de::Error>::custom(format!("expected {expected}, found {found}")).at(self.0)
    }
}

impl<'d> Deserializer<'d> for Reader<'d> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'d>>(self, visitor: V) -> Result<V::Value, Fault> {
        let value = self.0;
        let result = if let Some(text) = value.as_str() {
            visitor.visit_borrowed_str(text)
        } else if value.as_object().is_some() {
            self.read_object(visitor)
        } else if value.as_array().is_some() {
            self.read_array(visitor)
        } else if let Some(number) = value.as_number() {
            match number {
                Number::Unsigned(n) => visitor.visit_u64(n),
                Number::Negative(n) => visitor.visit_i64(n),
                Number::Float(n) => visitor.visit_f64(n),
            }
        } else if let Some(truth) = value.as_bool() {
            visitor.visit_bool(truth)
        } else {
            visitor.visit_unit()
        };
        result.map_err(|fault| fault.at(value))
    }

    // An array in place of an object is refused: serde would take it for the members in turn.
    fn deserialize_struct<V: Visitor<'d>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.read_object(visitor)
    }

    fn deserialize_map<V: Visitor<'d>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.read_object(visitor)
    }

    fn deserialize_seq<V: Visitor<'d>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.read_array(visitor)
    }

    fn deserialize_option<V: Visitor<'d>>(self, visitor: V) -> Result<V::Value, Fault> {
        // `null` is a value that was written, never an absent member: the field's type decides.
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'d>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'d>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let value = self.0;
        if let Some(name) = value.as_str() {
            let name: StrDeserializer<'_, Fault> = name.into_deserializer();
            return visitor.visit_enum(name).map_err(|fault| fault.at(value));
        }
        let variant =
            value.as_object().filter(|object| object.len() == 1).and_then(|o| o.iter().next());
        match variant {
            Some((name, content)) => visitor.visit_enum(Variant { name, content }),
            None => Err(de::Error::custom(format!("expected a string, found {}", value.kind()))),
        }
        .map_err(|fault: Fault| fault.at(value))
    }

    serde::forward_to_deserialize_any! {
        <V: Visitor<'d>>
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
        unit unit_struct tuple tuple_struct identifier ignored_any
    }
}

struct Members<'i, 'd> {
    rest: &'i mut dyn Iterator<Item = (&'d str, Value<'d>)>,
    next: Option<Value<'d>>,
}

impl<'d> MapAccess<'d> for Members<'_, 'd> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'d>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Fault> {
        let Some((name, value)) = self.rest.next() else { return Ok(None) };
        self.next = Some(value);
        let name: serde::de::value::BorrowedStrDeserializer<'d, Fault> =
            serde::de::value::BorrowedStrDeserializer::new(name);
        seed.deserialize(name).map(Some).map_err(|fault| fault.at(value))
    }

    fn next_value_seed<V: DeserializeSeed<'d>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        let Some(value) = self.next.take() else {
            return Err(de::Error::custom("a member without a value"));
        };
        seed.deserialize(Reader(value)).map_err(|fault| fault.at(value))
    }
}

struct Elements<'i, 'd> {
    rest: &'i mut dyn Iterator<Item = Value<'d>>,
}

impl<'d> SeqAccess<'d> for Elements<'_, 'd> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'d>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Fault> {
        let Some(value) = self.rest.next() else { return Ok(None) };
        seed.deserialize(Reader(value)).map(Some).map_err(|fault| fault.at(value))
    }
}

struct Variant<'d> {
    name: &'d str,
    content: Value<'d>,
}

impl<'d> EnumAccess<'d> for Variant<'d> {
    type Error = Fault;
    type Variant = Reader<'d>;

    fn variant_seed<V: DeserializeSeed<'d>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Reader<'d>), Fault> {
        let name: StrDeserializer<'_, Fault> = self.name.into_deserializer();
        Ok((seed.deserialize(name)?, Reader(self.content)))
    }
}

impl<'d> VariantAccess<'d> for Reader<'d> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        Err(de::Error::custom("this choice takes no value"))
    }

    fn newtype_variant_seed<T: DeserializeSeed<'d>>(self, seed: T) -> Result<T::Value, Fault> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'d>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_any(visitor)
    }

    fn struct_variant<V: Visitor<'d>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.read_object(visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Default, PartialEq, serde::Deserialize)]
    #[serde(default)]
    struct Settings {
        days: u32,
        names: Vec<String>,
    }

    #[derive(Debug, PartialEq, serde::Deserialize)]
    enum Choice {
        Of { days: u32 },
    }

    fn read(text: &str) -> Result<Settings, String> {
        decode_str(text, &crate::limits::DOCUMENT_JSON).map_err(|mismatch| mismatch.to_string())
    }

    #[test]
    fn an_array_does_not_stand_for_an_object_nor_an_object_for_an_array() {
        let settings = Settings { days: 3, names: vec!["a".to_owned()] };
        assert_eq!(read(r#"{"days":3,"names":["a"]}"#), Ok(settings));
        assert_eq!(read("{}"), Ok(Settings::default()));

        let array = "the document: expected an object, found an array";
        assert_eq!(read("[]"), Err(array.to_owned()));
        assert_eq!(read(r#"[3,["a"]]"#), Err(array.to_owned()));
        let object = "/names: expected an array, found an object";
        assert_eq!(read(r#"{"names":{}}"#), Err(object.to_owned()));

        let choose = |text| decode_str::<Choice>(text, &crate::limits::DOCUMENT_JSON);
        assert_eq!(choose(r#"{"Of":{"days":2}}"#).unwrap(), Choice::Of { days: 2 });
        let choice = choose(r#"{"Of":[2]}"#).unwrap_err().to_string();
        assert_eq!(choice, "/Of: expected an object, found an array");
    }
}
