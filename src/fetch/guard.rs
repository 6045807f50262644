//! Says which addresses are never asked: what a cited URL must not make a machine do. It does not resolve
//! names; see `client`.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use url::{Host, Url};

/// Private addresses that may be asked all the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum AllowPrivate {
    /// None.
    #[default]
    None,
    /// Every one.
    All,
    /// Those in these networks.
    Networks(Vec<Network>),
}

impl AllowPrivate {
    /// Whether the address may be connected to.
    pub fn permits(&self, address: IpAddr) -> bool {
        match self {
            Self::All => true,
            _ if !is_private(address) => true,
            Self::None => false,
            Self::Networks(networks) => networks.iter().any(|network| network.contains(address)),
        }
    }
}

/// A range of addresses: `10.1.0.0/16`, or one address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    base: IpAddr,
    prefix: u32,
}

impl Network {
    /// Whether the address lies in it. An IPv4 address written as IPv6 (`::ffff:10.0.0.1`) counts as IPv4.
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.base, address.to_canonical()) {
            (IpAddr::V4(base), IpAddr::V4(address)) => {
                same_prefix(u32::from(base).into(), u32::from(address).into(), 32, self.prefix)
            }
            (IpAddr::V6(base), IpAddr::V6(address)) => {
                same_prefix(base.into(), address.into(), 128, self.prefix)
            }
            _ => false,
        }
    }
}

fn same_prefix(one: u128, other: u128, width: u32, prefix: u32) -> bool {
    (one ^ other).checked_shr(width - prefix).unwrap_or(0) == 0
}

/// A network that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}: no network such as 10.1.0.0/16")]
pub struct NetworkError(String);

impl FromStr for Network {
    type Err = NetworkError;

    fn from_str(text: &str) -> Result<Self, NetworkError> {
        let wrong = || NetworkError(text.to_owned());
        let (base, prefix) = text.split_once('/').map_or((text, None), |(base, prefix)| (base, Some(prefix)));
        let base: IpAddr = base.trim_matches(['[', ']']).parse().map_err(|_| wrong())?;
        let width = if base.is_ipv4() { 32 } else { 128 };
        let prefix = prefix.map_or(Ok(width), |prefix| prefix.parse().map_err(|_| wrong()))?;
        if prefix > width {
            return Err(wrong());
        }
        Ok(Self { base, prefix })
    }
}

/// Why an address is not asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It cannot be read.
    #[error("not a URL: {0}")]
    NotUrl(url::ParseError),
    /// Its scheme is not HTTP's.
    #[error("scheme {0} is not asked")]
    Scheme(String),
    /// It has a user name or a password.
    #[error("credentials in the URL")]
    Credentials,
    /// It has no host.
    #[error("no host")]
    NoHost,
    /// Its port belongs to another protocol (Fetch standard, "bad port").
    #[error("port {0} is not one of HTTP")]
    Port(u16),
    /// Its host is a private address, or a name that only has such.
    #[error("private address {0}")]
    Private(IpAddr),
    /// Its host is the name of a machine inside a network.
    #[error("private name {0}")]
    Name(String),
}

/// Reads an address and refuses what must not be asked, as far as the address alone tells.
pub fn admit(text: &str, allow: &AllowPrivate) -> Result<Url, Refusal> {
    let url = Url::parse(text.trim()).map_err(Refusal::NotUrl)?;
    check(&url, allow).map(|()| url)
}

/// Refuses what must not be asked, as far as the address alone tells. The addresses of a name are checked
/// when it is resolved.
pub(super) fn check(url: &Url, allow: &AllowPrivate) -> Result<(), Refusal> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(Refusal::Scheme(url.scheme().to_owned()));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Refusal::Credentials);
    }
    if let Some(port) = url.port().filter(|port| BAD_PORTS.binary_search(port).is_ok()) {
        return Err(Refusal::Port(port));
    }
    match url.host() {
        None | Some(Host::Domain("")) => Err(Refusal::NoHost),
        Some(Host::Ipv4(address)) => check_address(address.into(), allow),
        Some(Host::Ipv6(address)) => check_address(address.into(), allow),
        Some(Host::Domain(name)) if *allow == AllowPrivate::None && is_private_name(name) => {
            Err(Refusal::Name(name.to_owned()))
        }
        Some(Host::Domain(_)) => Ok(()),
    }
}

fn check_address(address: IpAddr, allow: &AllowPrivate) -> Result<(), Refusal> {
    if allow.permits(address) { Ok(()) } else { Err(Refusal::Private(address)) }
}

/// Whether a name belongs to this machine, to its network, or to a cloud's metadata service, whatever it
/// resolves to. A name without a dot is one of the local network.
pub(super) fn is_private_name(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name).to_ascii_lowercase();
    let last = name.rsplit('.').next().unwrap_or(&name);
    !name.contains('.')
        || matches!(last, "localhost" | "local" | "localdomain" | "internal" | "intranet" | "lan")
        || name.ends_with(".home.arpa")
}

/// Whether an address is no public one: loopback, private, link-local, carrier-grade NAT, multicast,
/// documentation, reserved, a cloud's metadata service, and an IPv6 address that carries such an IPv4
/// address.
pub fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_private_v4(address),
        IpAddr::V6(address) => is_private_v6(address),
    }
}

/// The IANA registry of special-purpose IPv4 addresses, and one that a cloud answers on inside.
fn is_private_v4(address: Ipv4Addr) -> bool {
    const RANGES: &[(Ipv4Addr, u32)] = &[
        (Ipv4Addr::new(0, 0, 0, 0), 8),
        (Ipv4Addr::new(10, 0, 0, 0), 8),
        (Ipv4Addr::new(100, 64, 0, 0), 10),
        (Ipv4Addr::new(127, 0, 0, 0), 8),
        (Ipv4Addr::new(168, 63, 129, 16), 32),
        (Ipv4Addr::new(169, 254, 0, 0), 16),
        (Ipv4Addr::new(172, 16, 0, 0), 12),
        (Ipv4Addr::new(192, 0, 0, 0), 24),
        (Ipv4Addr::new(192, 0, 2, 0), 24),
        (Ipv4Addr::new(192, 88, 99, 0), 24),
        (Ipv4Addr::new(192, 168, 0, 0), 16),
        (Ipv4Addr::new(198, 18, 0, 0), 15),
        (Ipv4Addr::new(198, 51, 100, 0), 24),
        (Ipv4Addr::new(203, 0, 113, 0), 24),
        (Ipv4Addr::new(224, 0, 0, 0), 3),
    ];
    RANGES
        .iter()
        .any(|(base, prefix)| same_prefix(u32::from(*base).into(), u32::from(address).into(), 32, *prefix))
}

/// Only 2000::/3 is given out to the public, less some parts. Forms that carry an IPv4 address are what that
/// address is.
fn is_private_v6(address: Ipv6Addr) -> bool {
    const RANGES: &[(Ipv6Addr, u32)] = &[
        (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23),
        (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32),
        (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20),
    ];
    let parts = address.segments();
    let v4 = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match parts {
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            is_private_v4(v4(high, low))
        }
        [0x2002, high, low, ..] if is_private_v4(v4(high, low)) => true,
        // ISATAP (RFC 5214, 6.1)
        [_, _, _, _, 0 | 0x200, 0x5efe, high, low] if is_private_v4(v4(high, low)) => true,
        [first, ..] if first & 0xe000 != 0x2000 => true,
        _ => RANGES.iter().any(|(base, prefix)| same_prefix((*base).into(), address.into(), 128, *prefix)),
    }
}

/// Ports that are not asked (Fetch standard, section 2.9), in order.
const BAD_PORTS: &[u16] = &[
    0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103,
    104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514,
    515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723,
    2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_are_not_public_are_refused() {
        let refused = [
            "http://127.0.0.1/",
            "http://127.1/",
            "http://2130706433/",
            "http://0x7f000001/",
            "http://0x7f.0.0.1/",
            "http://0177.0.0.1/",
            "http://017700000001/",
            "http://127.0.0.1./",
            "http://127.0.0.1.:80/",
            "http://%31%32%37.0.0.1/",
            "http://127。0。0。1/",
            "http://１２７.0.0.1/",
            "http://0.0.0.0/",
            "http://0/",
            "http://10.255.0.1/",
            "http://100.64.0.1/",
            "http://100.100.100.200/latest/meta-data/",
            "http://169.254.169.254/latest/meta-data/",
            "http://168.63.129.16/",
            "http://172.31.255.255/",
            "http://192.0.0.192/",
            "http://192.168.0.1/",
            "http://198.19.0.1/",
            "http://224.0.0.1/",
            "http://240.0.0.1/",
            "http://255.255.255.255/",
            "http://[::]/",
            "http://[::1]/",
            "http://[::127.0.0.1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[::ffff:7f00:1]/",
            "http://[::ffff:0:127.0.0.1]/",
            "http://[64:ff9b::10.0.0.1]/",
            "http://[64:ff9b:1::1]/",
            "http://[2002:7f00:1::]/",
            "http://[2002:a00:1::1]/",
            "http://[2001:0:1::1]/",
            "http://[2001:db8::1]/",
            "http://[2a00:1:2:3:0:5efe:10.0.0.1]/",
            "http://[fc00::1]/",
            "http://[fd00:ec2::254]/",
            "http://[fe80::1]/",
            "http://[fec0::1]/",
            "http://[ff02::1]/",
            "http://[100::1]/",
            "http://localhost/",
            "http://LOCALHOST./",
            "http://a.localhost/",
            "http://metadata/",
            "http://metadata.google.internal/",
            "http://printer.local/",
            "http://intranet/",
        ];
        for url in refused {
            let refusal = admit(url, &AllowPrivate::None).expect_err(url);
            assert!(matches!(refusal, Refusal::Private(_) | Refusal::Name(_)), "{url}: {refusal}");
            assert!(admit(url, &AllowPrivate::All).is_ok(), "{url}");
        }
    }

    #[test]
    fn public_addresses_are_asked() {
        for url in [
            "http://93.184.216.34/",
            "http://100.63.255.255/",
            "http://100.128.0.1/",
            "http://172.32.0.1/",
            "http://192.0.1.1/",
            "http://223.255.255.255/",
            "http://[2606:2800:220:1::1]/",
            "http://[::ffff:93.184.216.34]/",
            "http://[64:ff9b::93.184.216.34]/",
            "http://[2002:5db8:d822::1]/",
            "https://example.org:8443/",
            "https://example.org:80/",
            "https://localhost.example.org/",
        ] {
            assert_eq!(admit(url, &AllowPrivate::None).map(|_| ()), Ok(()), "{url}");
        }
    }

    #[test]
    fn schemes_credentials_and_ports_are_refused_whatever_is_allowed() {
        let table = [
            ("ftp://example.org/", "scheme ftp is not asked"),
            ("file:///etc/passwd", "scheme file is not asked"),
            ("javascript:alert(1)", "scheme javascript is not asked"),
            ("mailto:a@example.org", "scheme mailto is not asked"),
            ("https://user@example.org/", "credentials in the URL"),
            ("https://user:word@example.org/", "credentials in the URL"),
            ("https://:word@example.org/", "credentials in the URL"),
            ("http://example.org:22/", "port 22 is not one of HTTP"),
            ("http://example.org:6667/", "port 6667 is not one of HTTP"),
            ("http://example.org:0/", "port 0 is not one of HTTP"),
            ("example.org/a", "not a URL: relative URL without a base"),
            ("http://", "not a URL: empty host"),
            ("http://1.2.3.4.5/", "not a URL: invalid IPv4 address"),
        ];
        for (url, reason) in table {
            let refusal = admit(url, &AllowPrivate::All).expect_err(url);
            assert_eq!(refusal.to_string(), reason, "{url}");
        }
    }

    #[test]
    fn only_the_allowed_networks_are_asked() {
        let networks = ["10.1.0.0/16", "127.0.0.2", "fd00::/8"].map(|network| network.parse().unwrap());
        let allow = AllowPrivate::Networks(networks.to_vec());
        let table = [
            ("http://10.1.2.3/", true),
            ("http://[::ffff:10.1.2.3]/", true),
            ("http://10.2.0.1/", false),
            ("http://127.0.0.2/", true),
            ("http://127.0.0.1/", false),
            ("http://[fd12::1]/", true),
            ("http://[::1]/", false),
            ("http://93.184.216.34/", true),
        ];
        for (url, asked) in table {
            assert_eq!(admit(url, &allow).is_ok(), asked, "{url}");
        }
    }

    #[test]
    fn networks_are_read() {
        for text in ["10.0.0.0/8", "10.0.0.1", "0.0.0.0/0", "::/0", "fd00::/8", "[fd00::1]"] {
            assert!(text.parse::<Network>().is_ok(), "{text}");
        }
        for text in ["", "10.0.0.0/33", "10.0.0/8", "::/129", "example.org", "10.0.0.0/-1", "10.0.0.0/8/8"] {
            assert!(text.parse::<Network>().is_err(), "{text}");
        }
        assert!("0.0.0.0/0".parse::<Network>().unwrap().contains("10.0.0.1".parse().unwrap()));
    }

    #[test]
    fn the_ports_are_in_order() {
        assert!(BAD_PORTS.is_sorted());
    }
}
