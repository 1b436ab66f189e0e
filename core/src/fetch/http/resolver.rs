//! From names to addresses, all of which must be public.

use super::address::is_public;
use core::net::{IpAddr, SocketAddr};
use reqwest::dns::{Addrs, Name, Resolving};
use std::fmt;
use std::io;
use std::net::ToSocketAddrs;
use std::sync::Arc;

/// How names become addresses. Bring your own to ask another service than the system's.
pub trait Resolve: fmt::Debug + Send + Sync {
    /// Every address of a host. May block.
    fn resolve(&self, host: &str) -> io::Result<Vec<IpAddr>>;
}

/// The system's own way.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemResolver;

impl Resolve for SystemResolver {
    fn resolve(&self, host: &str) -> io::Result<Vec<IpAddr>> {
        let addresses = (host, 0).to_socket_addrs()?;
        Ok(addresses.map(|address| address.ip()).collect())
    }
}

/// A host without an address that may be asked: it has none, or not all are public. Which
/// of the two is not told.
#[derive(Debug)]
pub(super) struct HostRefused;

impl fmt::Display for HostRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the host has no address that may be asked")
    }
}

impl std::error::Error for HostRefused {}

/// Resolves a name once, for one connection, which is then made to an address that was
/// checked here and to no other: nothing asks for the name a second time.
#[derive(Debug)]
pub(super) struct Guarded {
    pub(super) resolver: Arc<dyn Resolve>,
    /// An address that may be asked though it is not public: none outside of tests.
    pub(super) admitted: Option<SocketAddr>,
}

impl reqwest::dns::Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let (resolver, admitted) = (Arc::clone(&self.resolver), self.admitted);
        let host = name.as_str().to_owned();
        Box::pin(async move {
            let resolved = tokio::task::spawn_blocking(move || resolver.resolve(&host)).await;
            let addresses = resolved.ok().and_then(Result::ok).unwrap_or_default();
            match checked(addresses, admitted) {
                Some(addresses) => Ok(Box::new(addresses.into_iter()) as Addrs),
                None => Err(HostRefused.into()),
            }
        })
    }
}

/// All of them, or none: a public address beside an inner one is how a name slips through.
fn checked(addresses: Vec<IpAddr>, admitted: Option<SocketAddr>) -> Option<Vec<SocketAddr>> {
    let check = |address: IpAddr| match admitted.filter(|admitted| admitted.ip() == address) {
        // Port 0 stands for the one of the URL.
        None => is_public(address).then_some((address, 0).into()),
        admitted => admitted,
    };
    let checked: Option<Vec<_>> = addresses.into_iter().map(check).collect();
    checked.filter(|checked| !checked.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passes(addresses: &[&str]) -> bool {
        checked(addresses.iter().map(|address| address.parse().unwrap()).collect(), None).is_some()
    }

    #[test]
    fn every_address_must_be_public() {
        assert!(passes(&["1.1.1.1", "2606:4700:4700::1111"]));
        assert!(!passes(&[]));
        for inner in ["127.0.0.1", "10.0.0.1", "::1", "::ffff:1.1.1.1", "169.254.169.254"] {
            assert!(!passes(&[inner]), "{inner}");
            assert!(!passes(&["1.1.1.1", inner]), "{inner}");
            assert!(!passes(&[inner, "1.1.1.1"]), "{inner}");
        }
    }
}
