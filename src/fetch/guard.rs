//! Says which addresses are never asked: what a cited URL must not make a machine do. It does not resolve
//! names; see `client`. What is private is `address::private`'s.

use std::net::IpAddr;

use url::{Host, Url};

use crate::address::private::{Network, is_overlay_name, is_private, is_private_name};

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
    /// Its host is a name of a network that the public one does not reach.
    #[error("{0} is a name of another network than the public one")]
    Overlay(String),
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
        // Whether it is there cannot be said from here: it is never called dead.
        Some(Host::Domain(name)) if is_overlay_name(name) => Err(Refusal::Overlay(name.to_owned())),
        // With networks allowed the name may be of one of them: its addresses tell once it is resolved.
        Some(Host::Domain(name)) if *allow == AllowPrivate::None && is_private_name(name) => {
            Err(Refusal::Name(name.to_owned()))
        }
        Some(Host::Domain(_)) => Ok(()),
    }
}

fn check_address(address: IpAddr, allow: &AllowPrivate) -> Result<(), Refusal> {
    if allow.permits(address) { Ok(()) } else { Err(Refusal::Private(address)) }
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
    fn names_of_other_networks_are_refused_with_the_reason() {
        for address in ["http://expyuzz4wqqyqhjn.onion/a", "https://site.i2p/", "http://a.b.eth./"] {
            let refusal = admit(address, &AllowPrivate::All).expect_err("no resolver of the public knows it");
            assert!(refusal.to_string().contains("another network"), "{refusal}");
        }
    }

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
    fn the_ports_are_in_order() {
        assert!(BAD_PORTS.is_sorted());
    }
}
