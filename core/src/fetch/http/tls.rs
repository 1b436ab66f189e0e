//! How a host proves its identity.

use crate::error::{Error, ErrorKind};
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::BuilderVerifierExt;
use std::sync::Arc;

/// Whose certificates prove a host's identity.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Roots {
    /// Those that the system trusts.
    System,
    /// These and no others: certificates in PEM.
    Only(Vec<u8>),
}

/// TLS 1.2 and 1.3 by AWS-LC, which is handed over here: a library must not decide for the
/// whole process which one serves.
pub(super) fn configure(roots: &Roots) -> Result<ClientConfig, Error> {
    let provider = Arc::new(aws_lc_rs::default_provider());
    let builder = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(unusable)?;
    let builder = match roots {
        Roots::System => builder.with_platform_verifier().map_err(unusable)?,
        Roots::Only(pem) => builder.with_root_certificates(read(pem)?),
    };
    Ok(builder.with_no_client_auth())
}

fn read(pem: &[u8]) -> Result<RootCertStore, Error> {
    let mut store = RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(pem) {
        let certificate = certificate.map_err(|error| wrong(error.to_string()))?;
        store.add(certificate).map_err(|error| wrong(error.to_string()))?;
    }
    if store.is_empty() {
        return Err(wrong("there is no certificate in it"));
    }
    Ok(store)
}

fn wrong(problem: impl Into<String>) -> Error {
    Error::new(ErrorKind::ConfigInvalid, "the roots for fetching", problem)
        .remedy("give certificates of authorities, in PEM")
}

fn unusable(error: impl ToString) -> Error {
    Error::new(ErrorKind::Machine, "TLS", error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_are_certificates_or_an_error() {
        for pem in [
            &b""[..],
            b"nothing",
            b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        ] {
            assert!(configure(&Roots::Only(pem.to_vec())).is_err());
        }
    }

    #[test]
    fn no_provider_is_installed_for_the_process() {
        let _ = configure(&Roots::System);
        assert!(rustls::crypto::CryptoProvider::get_default().is_none());
    }
}
