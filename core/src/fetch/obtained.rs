//! From an answer to a document: what every transport's answers are held to.

use super::error::{FetchError, FetchFault};
use super::transport::{Request, Response};
use crate::bundle::Document;
use crate::clock::Timestamp;

/// What a host's answer amounts to.
#[derive(Debug)]
pub(crate) enum Reply {
    /// The document.
    Document(Document),
    /// The copy at hand is still the document.
    Unchanged,
}

/// Reads an answer: the document itself, of a media type it may have, whole, as text.
pub(crate) fn read(
    request: &Request,
    response: &Response,
    now: Timestamp,
) -> Result<Reply, FetchError> {
    let refused = |fault| FetchError::new(fault, request.url());
    let conditional = request.known().etag.is_some() || request.known().last_modified.is_some();
    match response.status() {
        200 => {}
        304 if conditional => return Ok(Reply::Unchanged),
        300..400 => return Err(refused(FetchFault::RedirectRefused)),
        status => {
            return Err(refused(FetchFault::Answered).because(format!("status {status}")));
        }
    }
    if response.body().len() > request.limit() {
        return Err(refused(FetchFault::TooLarge));
    }
    if response.all("content-encoding").any(|encoding| !encoding.eq_ignore_ascii_case("identity")) {
        let why = "it is encoded, which was not asked for";
        return Err(refused(FetchFault::Damaged).because(why));
    }
    let media_type = essence(response.header("content-type").unwrap_or_default());
    if !request.media_types().contains(&&*media_type) {
        let wanted = request.media_types().join(", ");
        return Err(refused(FetchFault::WrongType).because(format!("expected {wanted}")));
    }
    let text = String::from_utf8(response.body().to_vec())
        .map_err(|_| refused(FetchFault::Damaged).because("it is no text"))?;
    let (url, body) = (request.url().to_owned(), plain(text));
    Ok(Reply::Document(Document { url, media_type, obtained_at: now, body }))
}

/// White space after a token is an editor's; a JSON document is kept byte for byte, because
/// its digest may be pinned.
fn plain(text: String) -> String {
    match text.trim_ascii_start().starts_with('{') {
        true => text,
        false => text.trim_ascii().to_owned(),
    }
}

/// RFC 9110 section 8.3.1: without parameters, and in any case.
fn essence(content_type: &str) -> String {
    content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::NeedKind;
    use crate::fetch::{Guard, Validators};

    fn fault(request: &Request, response: &Response) -> Option<FetchFault> {
        let now = Timestamp::from_unix(0).unwrap();
        read(request, response, now).err().map(|error| error.fault())
    }

    fn list() -> Request {
        Request::new("https://a.example/1", NeedKind::StatusList, &Guard::default()).unwrap()
    }

    fn answer(status: u16) -> Response {
        Response::new(status, "e30").with("Content-Type", "Application/StatusList+JWT; x=1")
    }

    #[test]
    fn only_the_document_itself_counts() {
        assert_eq!(fault(&list(), &answer(200)), None);
        for status in [100, 201, 204, 206, 400, 404, 410, 500, 503, 0] {
            assert_eq!(fault(&list(), &answer(status)), Some(FetchFault::Answered), "{status}");
        }
        for status in [301, 302, 303, 304, 307, 308] {
            assert_eq!(fault(&list(), &answer(status)), Some(FetchFault::RedirectRefused));
        }
    }

    #[test]
    fn not_modified_counts_only_where_it_was_asked() {
        let known = Validators { etag: Some("\"1\"".to_owned()), ..Validators::default() };
        assert_eq!(fault(&list().unless(known), &answer(304)), None);
    }

    #[test]
    fn white_space_after_a_token_is_none_of_it() {
        let body = |text: &str| {
            let response = Response::new(200, text).with("content-type", "application/vc+jwt");
            match read(&list(), &response, Timestamp::from_unix(0).unwrap()) {
                Ok(Reply::Document(document)) => document.body,
                _ => String::new(),
            }
        };
        assert_eq!(body("a.b.c\r\n"), "a.b.c");
        assert_eq!(body("{ }\n"), "{ }\n");
    }

    #[test]
    fn it_must_be_plain_text_of_its_type_and_size() {
        let typed = |kind: &str| Response::new(200, "e30").with("content-type", kind);
        for kind in ["", "text/html", "text/plain", "application/json"] {
            assert_eq!(fault(&list(), &typed(kind)), Some(FetchFault::WrongType), "{kind}");
        }
        let twice = answer(200).with("Content-Type", "application/statuslist+jwt");
        assert_eq!(fault(&list(), &twice), Some(FetchFault::WrongType));
        for encoding in ["gzip", "br", "identity, gzip"] {
            let encoded = answer(200).with("Content-Encoding", encoding);
            assert_eq!(fault(&list(), &encoded), Some(FetchFault::Damaged));
        }
        let hidden =
            answer(200).with("Content-Encoding", "identity").with("content-encoding", "br");
        assert_eq!(fault(&list(), &hidden), Some(FetchFault::Damaged));
        let large = Response::new(200, vec![b'a'; list().limit() + 1]);
        assert_eq!(fault(&list(), &large), Some(FetchFault::TooLarge));
        let bytes = Response::new(200, [0xff]).with("content-type", "application/vc+jwt");
        assert_eq!(fault(&list(), &bytes), Some(FetchFault::Damaged));
    }
}
