//! The encodings of a certificate, and what they hide.

use super::draft::{CertificateDraft, Scope};

/// How a certificate is encoded.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Encoding {
    /// VCDM 2.0 as `vc+jwt`: everything is visible, and there is no proof of possession.
    VcJwt,
    /// VCDM 2.0 as `vc+sd-jwt`.
    VcSdJwt(Hiding),
    /// SD-JWT VC as `dc+sd-jwt`.
    DcSdJwt(Hiding),
}

/// What the holder may keep back when presenting a certificate. Nothing whose absence
/// could improve an answer can be hidden.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hiding {
    /// JSON pointers into the draft's `subject`, the same for every encoding. A last step
    /// of `*` means each element of a list by itself.
    pub pointers: Vec<String>,
    /// Digests of nothing, so that their number does not tell how much is hidden.
    pub decoys: u8,
}

impl Hiding {
    /// What is sensibly hidden of a draft: registrations, contact data, the scope's free
    /// text, and each site and sub-processor by itself.
    pub fn usual(draft: &CertificateDraft) -> Self {
        let subject = &draft.subject;
        let scope = subject.certification.scope.as_ref();
        let stated = |given: fn(&Scope) -> bool| scope.is_some_and(given);
        let candidates = [
            ("/registrations", !subject.registrations.is_empty()),
            ("/contact", !subject.contact.is_empty()),
            ("/certification/scope/statement", stated(|scope| scope.statement.is_some())),
            ("/certification/scope/sites/*", stated(|scope| scope.sites.is_some())),
            (
                "/certification/scope/subProcessors/*",
                stated(|scope| scope.sub_processors.is_some()),
            ),
        ];
        let there = candidates.into_iter().filter(|(_, there)| *there);
        Self { pointers: there.map(|(pointer, _)| pointer.to_owned()).collect(), decoys: 4 }
    }

    /// The pointers into `payload`, in which the subject stands at `prefix`; the lists
    /// opened up.
    pub(super) fn within(&self, payload: &serde_json::Value, prefix: &str) -> Vec<String> {
        let open = |pointer: &String| {
            let pointer = format!("{prefix}{pointer}");
            let list = pointer.strip_suffix("/*").and_then(|list| {
                let elements = payload.pointer(list)?.as_array()?.len();
                Some((0..elements).map(|index| format!("{list}/{index}")).collect())
            });
            list.unwrap_or_else(|| vec![pointer])
        };
        self.pointers.iter().flat_map(open).collect()
    }
}
