//! Whoever issues: a name and a key.

use super::{Signer, StatusEntry, StatusList};
use crate::answer::Clocks;
use crate::input::{Instant, Json, Named, decoded, word};
use crate::output;
use crate::run::tried;
use crate::trust::Pack;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use tegata::certificate::Statement;
use tegata::issue::{CertificateDraft, Encoding, Hiding};
use tegata::recognition::PACK_TYPE;
use tegata::{Error, Form, PublicKey, Timestamp};

/// Signs certificates and documents in the name of one issuer. What a verifier would refuse
/// is never signed.
#[pyclass(frozen, module = "tegata")]
pub(crate) struct Issuer {
    id: String,
    signer: Py<Signer>,
    public_key: PublicKey,
}

impl Issuer {
    fn signing<T: Send>(
        &self,
        py: Python<'_>,
        call: impl FnOnce(&tegata::issue::Issuer<'_>) -> Result<T, Error> + Send,
    ) -> PyResult<T> {
        let ask =
            |key: &dyn tegata::issue::Signer| call(&tegata::issue::Issuer::new(&*self.id, key)?);
        self.signer.get().signing(py, ask)
    }
}

#[pymethods]
impl Issuer {
    #[new]
    fn new(py: Python<'_>, id: String, signer: Py<Signer>) -> PyResult<Self> {
        let public_key = signer.get().signing(py, |key| {
            tegata::issue::Issuer::new(&*id, key).map(|issuer| issuer.public_key().clone())
        })?;
        Ok(Self { id, signer, public_key })
    }

    /// The issuer's identifier.
    #[getter]
    fn id(&self) -> &str {
        &self.id
    }

    /// The public key, under the name that its tokens use: what an anchor pins.
    #[getter]
    fn public_key<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        output::parsed(py, &self.public_key.to_json().to_string())
    }

    /// Signs a certificate from a draft. `hide` names what its holder may keep back, as JSON
    /// pointers into the draft's subject; none given: what is sensibly hidden.
    #[pyo3(signature = (
        draft, *, form = "vc+jwt", status = Vec::new(), hide = None, holder_key = None,
        at = None,
    ))]
    #[expect(clippy::too_many_arguments, reason = "all but one have names, in Python")]
    fn certificate(
        &self,
        py: Python<'_>,
        draft: Json,
        form: &str,
        status: Vec<StatusEntry>,
        hide: Option<Vec<String>>,
        holder_key: Option<Json>,
        at: Option<Instant>,
    ) -> PyResult<String> {
        let form = word(form)?;
        if form == Form::VcJwt && hide.is_some() {
            return Err(PyValueError::new_err("nothing of a vc+jwt can be kept back"));
        }
        let mut draft = tried(py, || CertificateDraft::from_json(draft.as_str()))?;
        draft.status.extend(status.into_iter().map(|entry| entry.0));
        if let Some(jwk) = holder_key {
            let key = tried(py, || PublicKey::from_jwk_text(jwk.as_str()))?;
            draft.holder_key = Some(key.to_json());
        }
        let encoding = encoding(form, hide, &draft);
        let at = at_or_now(at);
        self.signing(py, |issuer| issuer.certificate(&draft, &encoding, at))
    }

    /// Signs an edition of a status list: what its register says, to be relied on until
    /// `until`. Publish it at the list's URL under its media type.
    #[pyo3(signature = (list, *, until, at = None))]
    fn status_list(
        &self,
        py: Python<'_>,
        list: &StatusList,
        until: Instant,
        at: Option<Instant>,
    ) -> PyResult<String> {
        let (register, at) = (list.register().clone(), at_or_now(at));
        self.signing(py, |issuer| issuer.status_list(&register, at, until.0))
    }

    /// Signs a statement of that kind about `subject`, to be published at `url`: a list of
    /// accredited bodies, a scheme, events, a regime, an arrangement, a prohibition.
    #[pyo3(signature = (kind, *, url, subject, number = None, next_update = None, at = None))]
    #[expect(clippy::too_many_arguments, reason = "all but one have names, in Python")]
    fn statement(
        &self,
        py: Python<'_>,
        kind: &str,
        url: &str,
        subject: Json,
        number: Option<u64>,
        next_update: Option<Instant>,
        at: Option<Instant>,
    ) -> PyResult<String> {
        let subject: serde_json::Value = decoded(py, &subject)?;
        let statement = Statement::new(kind, url, &self.id, at_or_now(at), subject);
        let next_update = next_update.map(|at| at.0);
        let statement = Statement { sequence_number: number, next_update, ..statement };
        self.signing(py, |issuer| issuer.statement(&statement))
    }

    /// Signs a recognition pack, to be published at the URL that it bears as its `id`.
    #[pyo3(signature = (pack, *, number, at = None))]
    fn pack(
        &self,
        py: Python<'_>,
        pack: &Pack,
        number: u64,
        at: Option<Instant>,
    ) -> PyResult<String> {
        let about = &pack.0.about;
        let (sequence_number, next_update) = (Some(number), Some(about.next_update));
        let statement =
            Statement::new(PACK_TYPE, &about.id, &self.id, at_or_now(at), pack.0.clone());
        let statement = Statement { sequence_number, next_update, ..statement };
        self.signing(py, |issuer| issuer.statement(&statement))
    }

    fn __repr__(&self) -> String {
        format!("<Issuer {}>", output::quoted(&self.id))
    }
}

/// Puts the signatures of several keys over one and the same statement together.
#[pyfunction]
pub(crate) fn combine(py: Python<'_>, tokens: Vec<String>) -> PyResult<String> {
    tried(py, || tegata::issue::combine(&tokens))
}

fn encoding(form: Form, hide: Option<Vec<String>>, draft: &CertificateDraft) -> Encoding {
    let usual = Hiding::usual(draft);
    let hiding = match hide {
        Some(pointers) => Hiding { pointers, ..usual },
        None => usual,
    };
    match form {
        Form::VcSdJwt => Encoding::VcSdJwt(hiding),
        Form::DcSdJwt => Encoding::DcSdJwt(hiding),
        _ => Encoding::VcJwt,
    }
}

pub(super) fn at_or_now(given: Option<Instant>) -> Timestamp {
    given.map_or_else(|| Clocks::now().0.known_at, |given| given.0)
}

impl Named for Form {
    const EXPECTED: &'static str = "vc+jwt, vc+sd-jwt or dc+sd-jwt";

    fn named(word: &str) -> Option<Self> {
        [Self::VcJwt, Self::VcSdJwt, Self::DcSdJwt].into_iter().find(|form| form.as_str() == word)
    }
}
