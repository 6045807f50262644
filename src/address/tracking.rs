//! Knows the parameters that tell who sent a reader, and takes them out of an address. Only such as never
//! choose a page are listed.

use std::ops::Range;

use crate::address::parts::{Parameter, parameters};

/// Names, sorted. Gathered from what the platforms document of themselves: Google Ads and Analytics, Meta,
/// Microsoft Advertising, X, TikTok, LinkedIn, Yandex, Mailchimp, HubSpot, Marketo, Matomo, Piano, Yahoo, and
/// the share buttons of large newspapers.
const NAMES: &[&str] = &[
    "CMP",
    "__hsfp",
    "__hssc",
    "__hstc",
    "_ga",
    "_gl",
    "_hsenc",
    "_hsmi",
    "_openstat",
    "at_campaign",
    "at_custom1",
    "at_custom2",
    "at_custom3",
    "at_custom4",
    "at_medium",
    "cmpid",
    "dclid",
    "fb_action_ids",
    "fb_action_types",
    "fb_source",
    "fbclid",
    "gad_source",
    "gbraid",
    "gclid",
    "gclsrc",
    "guccounter",
    "guce_referrer",
    "guce_referrer_sig",
    "hsCtaTracking",
    "hsa_acc",
    "hsa_ad",
    "hsa_cam",
    "igsh",
    "igshid",
    "li_fat_id",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "mkwid",
    "msclkid",
    "mtm_campaign",
    "mtm_medium",
    "mtm_source",
    "oly_anon_id",
    "oly_enc_id",
    "pk_campaign",
    "pk_kwd",
    "ref_src",
    "ref_url",
    "s_cid",
    "soc_src",
    "soc_trk",
    "srsltid",
    "ttclid",
    "twclid",
    "vero_conv",
    "vero_id",
    "wbraid",
    "wickedid",
    "wt_zmc",
    "xtor",
    "yclid",
    "ysclid",
];

/// Whether a parameter tells only where a reader came from.
pub fn is_tracking(parameter: &Parameter<'_>) -> bool {
    let name = parameter.name;
    match name.as_bytes().get(..4) {
        Some(start) if start.eq_ignore_ascii_case(b"utm_") => true,
        // A number could be a page's; `ocid=socialflow` and the like are not.
        Some(b"ocid") if name.len() == 4 => parameter.value.bytes().any(|byte| byte.is_ascii_alphabetic()),
        Some(_) | None => NAMES.binary_search(&name).is_ok(),
    }
}

/// What to cut from an address, ascending, to take some parameters out of it with the separators that they
/// leave, and with the question mark if none is left.
pub fn without(literal: &str, takes: impl Fn(&Parameter<'_>) -> bool) -> Vec<Range<usize>> {
    let end = memchr::memchr(b'#', literal.as_bytes()).unwrap_or(literal.len());
    let Some(mark) = memchr::memchr(b'?', &literal.as_bytes()[..end]) else { return Vec::new() };
    let (from, mut cuts) = (mark + 1, Vec::new());
    let mut kept_end = None;
    let mut run_end = None;
    for parameter in parameters(&literal[from..end]) {
        if takes(&parameter) {
            run_end = Some(from + parameter.range.end);
            continue;
        }
        if let Some(run_end) = run_end.take() {
            cuts.push(match kept_end {
                Some(kept_end) => kept_end..run_end,
                None => from..from + parameter.range.start,
            });
        }
        kept_end = Some(from + parameter.range.end);
    }
    if let Some(run_end) = run_end {
        cuts.push(kept_end.unwrap_or(mark)..run_end);
    }
    cuts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_are_sorted_for_the_search() {
        assert!(NAMES.is_sorted());
    }

    #[test]
    fn what_may_choose_a_page_stays() {
        let table = [
            ("utm_source=feed", true),
            ("UTM_Medium=x", true),
            ("fbclid=1", true),
            ("ocid=socialflow", true),
            ("ocid=44", false),
            ("ref=home", false),
            ("id=1", false),
            ("p=3", false),
            ("q=dam", false),
            ("source=wire", false),
            ("utm", false),
            ("", false),
        ];
        for (query, expected) in table {
            assert_eq!(is_tracking(&parameters(query).next().unwrap()), expected, "{query}");
        }
    }

    #[test]
    fn taking_parameters_out_leaves_a_sound_address() {
        let table = [
            ("https://example.org/a?utm_source=x", "https://example.org/a"),
            ("https://example.org/a?utm_source=x#part?b", "https://example.org/a#part?b"),
            ("https://example.org/a?b=1&utm_source=x", "https://example.org/a?b=1"),
            ("https://example.org/a?utm_source=x&b=1", "https://example.org/a?b=1"),
            (
                "https://example.org/a?utm_source=x&amp;b=1&amp;utm_medium=y&amp;c",
                "https://example.org/a?b=1&amp;c",
            ),
            ("https://example.org/a?b&utm_a=x&utm_b=y&c#utm_d=z", "https://example.org/a?b&c#utm_d=z"),
            ("https://example.org/a?b=1", "https://example.org/a?b=1"),
            ("https://example.org/a#?utm_source=x", "https://example.org/a#?utm_source=x"),
            ("https://example.org/a", "https://example.org/a"),
        ];
        for (url, expected) in table {
            let mut text = url.to_owned();
            for cut in without(url, is_tracking).into_iter().rev() {
                text.replace_range(cut, "");
            }
            assert_eq!(text, expected);
        }
    }
}
