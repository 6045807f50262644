//! A loopback server that answers as it is told, well or badly. It does not know what an answer ought to be
//! worth; see `cases`.

use std::collections::BTreeMap;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use crate::answers::{Answer, Step};
use crate::tls::{Authority, Certificate};

/// What a client asked for.
pub struct Request {
    pub target: String,
    fields: Vec<(String, String)>,
    /// How often this target was asked for before.
    pub nth: usize,
}

impl Request {
    /// The value of the first field with this name (in lower case), or nothing.
    pub fn field(&self, name: &str) -> &str {
        self.fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }
}

/// What a site answers, by path: first the exact target, then the path without its query, then anything.
pub struct Pages {
    pages: BTreeMap<&'static str, Answer>,
    fallback: Answer,
}

impl Pages {
    pub fn new(fallback: Answer) -> Self {
        Self { pages: BTreeMap::new(), fallback }
    }

    pub fn set(&mut self, path: &'static str, answer: Answer) {
        self.pages.insert(path, answer);
    }

    pub fn set_fallback(&mut self, answer: Answer) {
        self.fallback = answer;
    }

    /// What is answered to whoever asks for this target.
    pub fn answer(&self, target: &str) -> &Answer {
        let path = target.split('?').next().unwrap_or_default();
        self.pages.get(target).or_else(|| self.pages.get(path)).unwrap_or(&self.fallback)
    }
}

/// Words in answers that stand for addresses: `{http}`.
pub type Names = Vec<(&'static str, String)>;

/// Fills the names in.
pub fn fill(text: &str, names: &Names) -> String {
    let mut filled = text.to_owned();
    if filled.contains('{') {
        for (name, address) in names {
            filled = filled.replace(name, address);
        }
    }
    filled
}

/// One origin that is served: an address, its pages, and what was seen there.
pub struct Site {
    pages: Pages,
    names: Names,
    began: Instant,
    asked: Mutex<BTreeMap<String, Vec<Duration>>>,
    open: AtomicUsize,
    peak: AtomicUsize,
}

impl Site {
    pub fn new(pages: Pages, names: Names) -> Arc<Self> {
        let began = Instant::now();
        Arc::new(Self {
            pages,
            names,
            began,
            asked: Mutex::default(),
            open: AtomicUsize::new(0),
            peak: AtomicUsize::new(0),
        })
    }

    /// When each target was asked for.
    pub fn asked(&self) -> BTreeMap<String, Vec<Duration>> {
        self.asked.lock().unwrap().clone()
    }

    /// The greatest number of connections that were open at once.
    pub fn peak(&self) -> usize {
        self.peak.load(Ordering::Relaxed)
    }

    fn steps(&self, head: &Head) -> Vec<Step> {
        let at = self.began.elapsed();
        let nth = {
            let mut asked = self.asked.lock().unwrap();
            let times = asked.entry(head.target.clone()).or_default();
            times.push(at);
            times.len() - 1
        };
        let request = Request { target: head.target.clone(), fields: head.fields.clone(), nth };
        self.pages.answer(&request.target).steps(&request, &self.names)
    }
}

/// A port of an address, before anything is served there.
pub struct Port {
    listener: std::net::TcpListener,
    pub address: SocketAddr,
}

impl Port {
    /// Any free port of an address.
    pub fn open(ip: IpAddr) -> Self {
        Self::open_at(SocketAddr::new(ip, 0)).unwrap()
    }

    /// A port, unless somebody else has it.
    pub fn open_at(address: SocketAddr) -> io::Result<Self> {
        let listener = std::net::TcpListener::bind(address)?;
        listener.set_nonblocking(true)?;
        Ok(Self { address: listener.local_addr()?, listener })
    }

    /// Serves a site here, with TLS where there is a certificate.
    pub fn serve(self, runtime: &Runtime, site: Arc<Site>, acceptor: Option<TlsAcceptor>) {
        runtime.spawn(async move {
            let listener = TcpListener::from_std(self.listener).unwrap();
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(connection(stream, site.clone(), acceptor.clone()));
            }
        });
    }

    /// Serves nothing, and counts who comes.
    pub fn watch(self, runtime: &Runtime) -> Arc<AtomicUsize> {
        let count = Arc::new(AtomicUsize::new(0));
        let counted = count.clone();
        runtime.spawn(async move {
            let listener = TcpListener::from_std(self.listener).unwrap();
            while listener.accept().await.is_ok() {
                counted.fetch_add(1, Ordering::SeqCst);
            }
        });
        count
    }
}

/// The acceptor of a certificate for an address.
pub fn acceptor(authority: &Authority, certificate: Certificate, ip: IpAddr) -> TlsAcceptor {
    TlsAcceptor::from(authority.configuration(certificate, ip))
}

async fn connection(stream: TcpStream, site: Arc<Site>, acceptor: Option<TlsAcceptor>) {
    let open = site.open.fetch_add(1, Ordering::SeqCst) + 1;
    site.peak.fetch_max(open, Ordering::SeqCst);
    // A client may go away at any time: that is its own business.
    let _ = match acceptor {
        None => talk(stream, &site).await,
        Some(acceptor) => match acceptor.accept(stream).await {
            Ok(stream) => talk(stream, &site).await,
            Err(fault) => Err(fault),
        },
    };
    site.open.fetch_sub(1, Ordering::SeqCst);
}

/// A connection that can be torn down with a reset.
trait Wire: AsyncRead + AsyncWrite + Unpin {
    fn tcp(&self) -> &TcpStream;
}

impl Wire for TcpStream {
    fn tcp(&self) -> &TcpStream {
        self
    }
}

impl Wire for TlsStream<TcpStream> {
    fn tcp(&self) -> &TcpStream {
        self.get_ref().0
    }
}

struct Head {
    target: String,
    fields: Vec<(String, String)>,
}

/// Answers requests until one side has enough.
async fn talk(mut wire: impl Wire, site: &Site) -> io::Result<()> {
    let mut buffer = Vec::new();
    while let Some(head) = read_head(&mut wire, &mut buffer).await? {
        for step in site.steps(&head) {
            match step {
                Step::Send(bytes) => {
                    wire.write_all(&bytes).await?;
                    wire.flush().await?;
                }
                Step::Repeat { bytes, times, pause } => {
                    for _ in 0..times {
                        wire.write_all(&bytes).await?;
                        if !pause.is_zero() {
                            wire.flush().await?;
                            tokio::time::sleep(pause).await;
                        }
                    }
                }
                Step::Wait(time) => tokio::time::sleep(time).await,
                Step::Hang => {
                    // Until the client hangs up.
                    let mut rest = [0; 1024];
                    while wire.read(&mut rest).await? > 0 {}
                    return Ok(());
                }
                Step::Reset => return wire.tcp().set_zero_linger(),
                // Without a word of farewell in TLS.
                Step::Cut => return Ok(()),
                Step::Close => return wire.shutdown().await,
            }
        }
    }
    Ok(())
}

/// Reads a request without body; none at the end of the connection.
async fn read_head(wire: &mut impl Wire, buffer: &mut Vec<u8>) -> io::Result<Option<Head>> {
    loop {
        if let Some(end) = buffer.windows(4).position(|four| four == b"\r\n\r\n") {
            let text = String::from_utf8_lossy(&buffer[..end]).into_owned();
            buffer.drain(..end + 4);
            let mut lines = text.split("\r\n");
            let target = lines.next().unwrap_or_default().split(' ').nth(1).unwrap_or_default().to_owned();
            let fields = lines
                .filter_map(|line| line.split_once(':'))
                .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
                .collect();
            return Ok(Some(Head { target, fields }));
        }
        let mut piece = [0; 4096];
        let count = wire.read(&mut piece).await?;
        if count == 0 {
            return Ok(None);
        }
        buffer.extend_from_slice(&piece[..count]);
    }
}
