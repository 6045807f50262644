//! Says which hosts nobody outside of a machine or a network reaches, by their names and numbers. It
//! resolves no name.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use url::Host;

use crate::address::hosts::is_under;
use crate::address::parts::{is_plain_host, opening, parts};

/// Where a host leads that is none of the public's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Private {
    /// To whatever machine asks.
    Machine,
    /// Into the network that the machine is in.
    Network,
    /// To nobody in particular: kept for documentation, for tests, for many at once, or not given out.
    Nobody,
}

/// Domains that the public DNS does not have: RFC 6761, 6762 (with its appendix G) and 8375, ICANN's
/// resolutions of 2018 (`corp`, `home`) and 2024 (`internal`), and what routers call a home's network.
const DOMAINS: &[&str] = &[
    "localhost",
    "local",
    "localdomain",
    "internal",
    "home.arpa",
    "lan",
    "intranet",
    "corp",
    "home",
    "private",
];

/// Domains of networks that have names of their own: Tor (RFC 7686), I2P, Lokinet, GNUnet (RFC 9498),
/// names that are kept in block chains, and what is set aside for others (RFC 9476).
const OVERLAYS: &[&str] =
    &["onion", "exit", "i2p", "loki", "gnu", "zkey", "bit", "eth", "crypto", "emc", "lib", "alt"];

/// Whether a name belongs to a network that the public DNS does not know.
///
/// ```
/// use newscheck::address::private::is_overlay_name;
/// assert!(is_overlay_name("expyuzz4wqqyqhjn.onion") && !is_overlay_name("onion.example"));
/// ```
pub fn is_overlay_name(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name).to_ascii_lowercase();
    OVERLAYS.iter().any(|domain| is_under(&name, domain))
}

/// The IANA registry of special-purpose IPv4 addresses, and one that a cloud answers on inside.
const V4: &[(Network, Private)] = &[
    (Network::v4([0, 0, 0, 0], 8), Private::Machine),
    (Network::v4([10, 0, 0, 0], 8), Private::Network),
    // RFC 6598: shared between carriers and their customers.
    (Network::v4([100, 64, 0, 0], 10), Private::Network),
    (Network::v4([127, 0, 0, 0], 8), Private::Machine),
    (Network::v4([168, 63, 129, 16], 32), Private::Network),
    (Network::v4([169, 254, 0, 0], 16), Private::Network),
    (Network::v4([172, 16, 0, 0], 12), Private::Network),
    (Network::v4([192, 0, 0, 0], 24), Private::Nobody),
    (Network::v4([192, 0, 2, 0], 24), Private::Nobody),
    (Network::v4([192, 88, 99, 0], 24), Private::Nobody),
    (Network::v4([192, 168, 0, 0], 16), Private::Network),
    (Network::v4([198, 18, 0, 0], 15), Private::Nobody),
    (Network::v4([198, 51, 100, 0], 24), Private::Nobody),
    (Network::v4([203, 0, 113, 0], 24), Private::Nobody),
    (Network::v4([224, 0, 0, 0], 3), Private::Nobody),
];

/// Of IPv6, private networks, and what 2000::/3 keeps from the public to which it is given out.
const V6: &[(Network, Private)] = &[
    (Network::v6(0xfc00, 0, 7), Private::Network),
    (Network::v6(0xfe80, 0, 10), Private::Network),
    (Network::v6(0x2001, 0, 23), Private::Nobody),
    (Network::v6(0x2001, 0xdb8, 32), Private::Nobody),
    (Network::v6(0x3fff, 0, 20), Private::Nobody),
];

/// Where the host of an address leads, if it is none of the public's.
pub fn private_host(url: &str) -> Option<Private> {
    if let Some((host, _)) = opening(url).filter(|(host, _)| is_name(host)) {
        return private_name(host);
    }
    match Host::parse(parts(url)?.host).ok()? {
        Host::Domain(name) => private_name(&name),
        Host::Ipv4(address) => private_v4(address),
        Host::Ipv6(address) => private_v6(address),
    }
}

/// Whether a host is a name beyond doubt: its last label begins with a letter.
fn is_name(host: &str) -> bool {
    let last = memchr::memrchr(b'.', host.as_bytes()).map_or(0, |dot| dot + 1);
    is_plain_host(host) && host.as_bytes().get(last).is_some_and(u8::is_ascii_lowercase)
}

/// Where a name in lower case leads that stands under a domain which the public DNS does not have.
fn private_name(name: &str) -> Option<Private> {
    let name = name.strip_suffix('.').unwrap_or(name);
    let domain = DOMAINS.iter().find(|domain| is_under(name, domain))?;
    Some(if *domain == "localhost" { Private::Machine } else { Private::Network })
}

/// Whether a name belongs to this machine, to its network, or to a cloud's metadata service, whatever it
/// resolves to. A name without a dot is one of the local network.
pub fn is_private_name(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name).to_ascii_lowercase();
    !name.contains('.') || private_name(&name).is_some()
}

/// Whether an address is no public one: loopback, private, link-local, carrier-grade NAT, multicast,
/// documentation, reserved, a cloud's metadata service, and an IPv6 address that carries such an IPv4
/// address.
pub fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => private_v4(address).is_some(),
        IpAddr::V6(address) => private_v6(address).is_some(),
    }
}

fn private_v4(address: Ipv4Addr) -> Option<Private> {
    V4.iter().find(|(network, _)| network.contains(address.into())).map(|(_, private)| *private)
}

/// Forms that carry an IPv4 address are what that address is. Only 2000::/3 is given out to the public,
/// less some parts.
fn private_v6(address: Ipv6Addr) -> Option<Private> {
    if address.is_loopback() || address.is_unspecified() {
        return Some(Private::Machine);
    }
    let v4 = |high: u16, low: u16| private_v4(Ipv4Addr::from((u32::from(high) << 16) | u32::from(low)));
    let carried = match address.segments() {
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => return v4(high, low),
        [0x2002, high, low, ..] => v4(high, low),
        // ISATAP (RFC 5214, 6.1)
        [_, _, _, _, 0 | 0x200, 0x5efe, high, low] => v4(high, low),
        _ => None,
    };
    let listed = || V6.iter().find(|(network, _)| network.contains(address.into()));
    let is_given_out = address.segments()[0] & 0xe000 == 0x2000;
    carried
        .or_else(|| listed().map(|(_, private)| *private))
        .or_else(|| (!is_given_out).then_some(Private::Nobody))
}

/// A range of addresses: `10.1.0.0/16`, or one address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    base: IpAddr,
    prefix: u32,
}

impl Network {
    const fn v4(base: [u8; 4], prefix: u32) -> Self {
        let [a, b, c, d] = base;
        Self { base: IpAddr::V4(Ipv4Addr::new(a, b, c, d)), prefix }
    }

    const fn v6(first: u16, second: u16, prefix: u32) -> Self {
        Self { base: IpAddr::V6(Ipv6Addr::new(first, second, 0, 0, 0, 0, 0, 0)), prefix }
    }

    /// Whether the address lies in it. An IPv4 address written as IPv6 (`::ffff:10.0.0.1`) counts as
    /// IPv4.
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

fn same_prefix(one: u128, other: u128, width: u32, prefix: u32) -> bool {
    (one ^ other).checked_shr(width - prefix).unwrap_or(0) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_hosts_are_told_from_public_ones() {
        let (machine, network, nobody) =
            (Some(Private::Machine), Some(Private::Network), Some(Private::Nobody));
        let table = [
            ("http://localhost/a", machine),
            ("http://LOCALHOST:8000", machine),
            ("http://app.localhost/", machine),
            ("http://127.0.0.1/a", machine),
            ("http://127.1/a", machine),
            ("http://2130706433/", machine),
            ("http://0x7F.1/", machine),
            ("http://127.0.0.0xf/", machine),
            ("http://１２７.0.0.1/", machine),
            ("http://0.0.0.0/", machine),
            ("http://[::1]:80/", machine),
            ("http://[::]/", machine),
            ("http://[::ffff:127.0.0.1]/", machine),
            ("http://10.1.2.3/", network),
            ("http://172.16.0.1/", network),
            ("http://192.168.1.1/", network),
            ("http://169.254.169.254/", network),
            ("http://168.63.129.16/", network),
            ("http://100.64.0.1/", network),
            ("http://[fd00::1]/", network),
            ("http://[fe80::1]/", network),
            ("http://[64:ff9b::10.0.0.1]/", network),
            ("http://[2002:a00:1::1]/", network),
            ("http://cms.local/", network),
            ("http://intranet.corp/", network),
            ("http://wiki.home/", network),
            ("http://a.lan/", network),
            ("http://x.localdomain/", network),
            ("http://db.private:5432/", network),
            ("http://wiki.corp.internal./a", network),
            ("http://nas.home.arpa/", network),
            ("http://nas.local?from=a.com", network),
            ("http://192.0.2.1/", nobody),
            ("http://[2001:db8::1]/", nobody),
            ("http://[fec0::1]/", nobody),
            ("http://224.0.0.1/", nobody),
            ("http://172.32.0.1/", None),
            ("http://100.128.0.1/", None),
            ("http://[2606:2800:220:1::1]/", None),
            ("http://[::ffff:93.184.216.34]/", None),
            ("https://example.org/", None),
            ("https://story.example/", None),
            ("https://in-addr.arpa/", None),
            ("https://notlocal/", None),
            ("https://thelocal.se/", None),
            ("http://[::1/", None),
            ("no address", None),
        ];
        for (url, expected) in table {
            assert_eq!(private_host(url), expected, "{url}");
        }
    }

    #[test]
    fn every_private_domain_is_private_by_name() {
        for domain in DOMAINS {
            for name in [format!("cms.{domain}"), format!("CMS.{}.", domain.to_uppercase())] {
                assert!(is_private_name(&name), "{name}");
            }
        }
        for (name, expected) in [("printer", true), ("example.org", false), ("corp.example.org", false)] {
            assert_eq!(is_private_name(name), expected, "{name}");
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

    proptest::proptest! {
        #[test]
        fn the_fast_path_takes_a_host_as_the_client_reads_it(host in "[a-z0-9x.-]{1,12}", domain in "(\\.(lan|corp|home|org|0xf|17))?") {
            let url = format!("http://{host}{domain}/");
            if let Ok(read) = url::Url::parse(&url) {
                let read = match read.host() {
                    Some(Host::Domain(name)) => private_name(name),
                    Some(Host::Ipv4(address)) => private_v4(address),
                    _ => None,
                };
                proptest::prop_assert_eq!(private_host(&url), read);
            }
        }
    }
}
