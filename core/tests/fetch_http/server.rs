//! A server over TLS that answers byte for byte what a test tells it to.

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use std::io::{self, Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;
use tegata::fetch::{Resolve, Roots, Settings};

/// The one address that the tests admit.
pub(crate) const HERE: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 1));
/// Another one of this machine, which stands for the inner network.
pub(crate) const INNER: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 2));

const ROOT: &[u8] = include_bytes!("../data/tls/root.pem");
const CHAIN: &[u8] = include_bytes!("../data/tls/host.pem");
const KEY: &[u8] = include_bytes!("../data/tls/host.key");

/// What a client asked: the head of its request.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) head: String,
}

impl Asked {
    pub(crate) fn path(&self) -> &str {
        self.head.split(' ').nth(1).unwrap()
    }

    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (known, value) = line.split_once(':')?;
            known.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
}

/// The way back to a client. Gives an error as soon as the client has gone.
pub(crate) type Client<'c> = &'c mut dyn Write;

type Answer = dyn Fn(&Asked, Client<'_>) -> io::Result<()> + Send + Sync;

pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    log: Arc<Mutex<Vec<Asked>>>,
    stopped: Arc<AtomicBool>,
}

impl Server {
    /// A server at [`HERE`].
    pub(crate) fn start(
        answer: impl Fn(&Asked, Client<'_>) -> io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        Self::at((HERE, 0).into(), answer)
    }

    pub(crate) fn at(
        address: SocketAddr,
        answer: impl Fn(&Asked, Client<'_>) -> io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind(address).unwrap();
        let server = Self {
            address: listener.local_addr().unwrap(),
            log: Arc::default(),
            stopped: Arc::default(),
        };
        let (log, stopped) = (Arc::clone(&server.log), Arc::clone(&server.stopped));
        let answer: Arc<Answer> = Arc::new(answer);
        thread::spawn(move || {
            for stream in listener.incoming().take(10_000) {
                if stopped.load(Ordering::SeqCst) {
                    return;
                }
                let (log, answer) = (Arc::clone(&log), Arc::clone(&answer));
                thread::spawn(move || stream.and_then(|stream| serve(stream, &log, &*answer)));
            }
        });
        server
    }

    /// The URL of a path on a host of that name.
    pub(crate) fn url(&self, host: &str, path: &str) -> String {
        format!("https://{host}:{}{path}", self.address.port())
    }

    /// What was asked so far.
    pub(crate) fn log(&self) -> Vec<Asked> {
        self.log.lock().unwrap().clone()
    }

    /// Settings under which this server alone can be reached, by any name.
    pub(crate) fn settings(&self) -> Settings {
        let mut settings = Settings::default();
        settings.guard.ports.push(self.address.port());
        settings.roots = Roots::Only(ROOT.to_vec());
        settings.loopback = Some(self.address);
        settings.resolver = Arc::new(Always(vec![HERE]));
        settings
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(self.address);
    }
}

/// Answers on one connection until either side has had enough.
fn serve(stream: TcpStream, log: &Mutex<Vec<Asked>>, answer: &Answer) -> io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    stream.set_write_timeout(Some(Duration::from_secs(20)))?;
    let connection = ServerConnection::new(config()).map_err(io::Error::other)?;
    let mut stream = StreamOwned::new(connection, stream);
    while let Some(asked) = read_head(&mut stream)? {
        log.lock().unwrap().push(asked.clone());
        answer(&asked, &mut stream)?;
        stream.flush()?;
    }
    Ok(())
}

fn read_head(stream: &mut impl Read) -> io::Result<Option<Asked>> {
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") {
        if stream.read(&mut byte)? == 0 || head.len() > 16_384 {
            return Ok(None);
        }
        head.extend(byte);
    }
    Ok(Some(Asked { head: String::from_utf8(head).map_err(io::Error::other)? }))
}

fn config() -> Arc<ServerConfig> {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let chain = CertificateDer::pem_slice_iter(CHAIN).map(Result::unwrap).collect();
    let key = PrivateKeyDer::from_pem_slice(KEY).unwrap();
    let builder = ServerConfig::builder_with_provider(provider);
    let builder = builder.with_safe_default_protocol_versions().unwrap();
    Arc::new(builder.with_no_client_auth().with_single_cert(chain, key).unwrap())
}

/// A resolver that gives the same addresses for every name.
#[derive(Debug)]
pub(crate) struct Always(pub(crate) Vec<IpAddr>);

impl Resolve for Always {
    fn resolve(&self, _: &str) -> io::Result<Vec<IpAddr>> {
        Ok(self.0.clone())
    }
}

/// A whole answer with that body.
pub(crate) fn send(client: Client<'_>, media_type: &str, body: &str) -> io::Result<()> {
    let length = body.len();
    write!(
        client,
        "HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\nContent-Length: {length}\r\n\r\n{body}"
    )
}
