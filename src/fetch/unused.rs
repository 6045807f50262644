//! Tells the pages that servers show where nobody has set up a site yet, by their titles. They may be long.

use super::page::Page;
use super::story::plain;

/// The title of a page that a server shows where there is no site.
pub(super) fn default_page(page: &Page) -> Option<&'static str> {
    if page.is_marked_as_article() {
        return None;
    }
    let title = plain(if page.title.is_empty() { page.headings.first()? } else { &page.title });
    let begins = |known: &&&'static str| title.trim().strip_prefix(**known).is_some_and(is_name_of_system);
    let says = |words: &str| page.text.len() < 20 && plain(&page.text).trim() == words;
    let works = || ["it works!", "it works"].iter().find(|words| says(words));
    TITLES.iter().find(begins).or_else(works).copied()
}

/// Whether what follows a known title is nothing, a version, or the name of a system.
fn is_name_of_system(rest: &str) -> bool {
    let rest = rest.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != ':');
    let begins =
        |word: &&str| rest.strip_prefix(*word).is_some_and(|after| after.split_whitespace().count() <= 8);
    let is_version = rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    is_version || [": it works", "on ", "powered by", "for "].iter().any(begins)
}

const TITLES: &[&str] = &[
    "almalinux test page",
    "apache http server test page",
    "apache is functioning normally",
    "apache tomcat/",
    "apache2 debian default page",
    "apache2 default page",
    "apache2 ubuntu default page",
    "caddy works",
    "default parallels plesk page",
    "default plesk page",
    "default web site page",
    "domain default page",
    "http server test page",
    "iis windows",
    "iis windows server",
    "iis",
    "internet information services",
    "microsoft internet information services",
    "test page for the apache http server",
    "test page for the http server",
    "test page for the nginx http server",
    "web server's default page",
    "welcome to caddy",
    "welcome to centos",
    "welcome to lighttpd",
    "welcome to nginx",
    "welcome to openresty",
    "welcome to tengine",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_servers_are_told_from_pages_about_them() {
        let table = [
            ("<title>Welcome to nginx!</title>", true),
            ("<title>Welcome to nginx on Red Hat Enterprise Linux!</title>", true),
            ("<title>Apache2 Debian Default Page: It works</title>", true),
            ("<title>Apache HTTP Server Test Page powered by CentOS</title>", true),
            ("<title>IIS Windows Server</title>", true),
            ("<title>IIS7</title>", true),
            ("<title>Web Server’s Default Page</title>", true),
            ("<h1>It works!</h1>", true),
            ("<h1>It works!</h1><p>The new bridge bears its first lorry.</p>", false),
            ("<title>Welcome to nginx! What the page means - Guide</title>", false),
            ("<title>IIS logs, explained</title>", false),
            ("<title>Welcome to nginx</title><article><h1>Welcome to nginx</h1></article>", false),
        ];
        for (markup, is_default) in table {
            assert_eq!(default_page(&Page::html(markup)).is_some(), is_default, "{markup}");
        }
    }
}
