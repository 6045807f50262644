//! Reads from the environment which addresses are asked through a proxy.

use url::Url;

use crate::address::private::Network;

/// The proxies that the environment names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Proxies {
    http: Option<Url>,
    https: Option<Url>,
    except: Vec<String>,
}

impl Proxies {
    /// Reads `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy`, in lower or upper case; the name of
    /// the first that is no address of a proxy is the error. A CGI script's `HTTP_PROXY` is a header
    /// field of its client and not read.
    pub(super) fn read(variable: &dyn Fn(&str) -> Option<String>) -> Result<Self, String> {
        let cgi = variable("REQUEST_METHOD").is_some();
        let value = |name: &str| {
            variable(name)
                .or_else(|| variable(&name.to_uppercase()).filter(|_| !(cgi && name == "http_proxy")))
        };
        let address = |name: &str| -> Result<Option<Url>, String> {
            let Some(text) = value(name).filter(|text| !text.trim().is_empty()) else { return Ok(None) };
            let text = if text.contains("://") { text } else { format!("http://{text}") };
            let url = Url::parse(text.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
            url.map(Some).ok_or_else(|| name.to_owned())
        };
        let all = address("all_proxy")?;
        let except = value("no_proxy").unwrap_or_default();
        let except = except
            .split(',')
            .map(|entry| entry.trim().to_ascii_lowercase())
            .filter(|entry| !entry.is_empty())
            .collect();
        Ok(Self {
            http: address("http_proxy")?.or_else(|| all.clone()),
            https: address("https_proxy")?.or(all),
            except,
        })
    }

    /// The proxy for an address, if it is not asked directly.
    pub(super) fn of(&self, url: &Url) -> Option<&Url> {
        let proxy = if url.scheme() == "https" { self.https.as_ref() } else { self.http.as_ref() }?;
        let host = url.host_str()?.trim_matches(['[', ']']).trim_end_matches('.');
        (!self.except.iter().any(|entry| excepts(entry, host))).then_some(proxy)
    }

    /// Every proxy, once.
    pub(super) fn all(&self) -> Vec<&Url> {
        let mut all: Vec<&Url> = self.http.iter().chain(&self.https).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// Whether an entry of `no_proxy` covers a host: `*`, a network, or a name and all below it.
fn excepts(entry: &str, host: &str) -> bool {
    if entry == "*" {
        return true;
    }
    if let (Ok(network), Ok(address)) = (entry.parse::<Network>(), host.parse()) {
        return network.contains(address);
    }
    let name = entry.trim_start_matches("*.").trim_start_matches('.');
    host.strip_suffix(name)
        .is_some_and(|before| !name.is_empty() && (before.is_empty() || before.ends_with('.')))
}

/// A proxy as it is said in a report: without its password.
pub(super) fn without_credentials(proxy: &Url) -> String {
    let host = proxy.host_str().unwrap_or_default();
    let port = proxy.port().map(|port| format!(":{port}")).unwrap_or_default();
    format!("{}://{host}{port}", proxy.scheme())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proxies(variables: &[(&str, &str)]) -> Result<Proxies, String> {
        Proxies::read(&|name| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn an_address_has_the_proxy_of_its_scheme() {
        let variables = [
            ("http_proxy", "proxy:3128"),
            ("HTTPS_PROXY", "http://u:p@secure:8080"),
            ("no_proxy", ".internal, b.org,10.0.0.0/8"),
        ];
        let proxies = proxies(&variables).unwrap();
        let table = [
            ("http://example.org/", Some("http://proxy:3128")),
            ("https://example.org/", Some("http://secure:8080")),
            ("https://a.internal/", None),
            ("https://b.org/", None),
            ("https://a.b.org/", None),
            ("https://ab.org/", Some("http://secure:8080")),
            ("http://10.2.3.4/", None),
            ("http://11.2.3.4/", Some("http://proxy:3128")),
        ];
        for (url, proxy) in table {
            let found = proxies.of(&Url::parse(url).unwrap()).map(without_credentials);
            assert_eq!(found.as_deref(), proxy, "{url}");
        }
    }

    #[test]
    fn one_proxy_may_serve_all() {
        let both = proxies(&[("all_proxy", "http://proxy:1")]).unwrap();
        assert_eq!(both.all().len(), 1);
        assert_eq!(proxies(&[("all_proxy", "socks5://proxy:1")]), Err("all_proxy".to_owned()));
        assert_eq!(proxies(&[("HTTP_PROXY", "proxy"), ("REQUEST_METHOD", "GET")]), Ok(Proxies::default()));
        let none = proxies(&[("http_proxy", "proxy"), ("no_proxy", "*")]).unwrap();
        assert_eq!(none.of(&Url::parse("http://a.org/").unwrap()), None);
    }
}
