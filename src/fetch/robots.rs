//! May an address be asked for? Asks `robots.txt` of each host once a run, where that is wished (RFC 9309).
//! Its rules are read by the `robotxt` crate.

use std::rc::Rc;

use robotxt::{AccessResult, Robots};
use tokio::sync::OnceCell;
use url::{Position, Url};

use super::asking::{Allowed, Run};
use super::client::{BROWSER, Whose};
use super::judgement::Judgement;
use super::redirects::{End, Trail};
use super::verdict;
use crate::model::link::LinkVerdict;
use crate::warc::http::unpacked_start;

/// The name by which `robots.txt` calls newscheck.
const NAME: &str = "newscheck";

/// Bytes of a file that are read: RFC 9309 asks for 500 KiB at least.
const LONGEST: usize = robotxt::BYTE_LIMIT + 1;

/// Why an address is not asked for; none where it may be.
pub(super) async fn objection(url: &Url, run: &Run<'_>) -> Option<Judgement> {
    if !run.options.respect_robots {
        return None;
    }
    let file = url.join("/robots.txt").ok()?;
    let origin = url.origin().ascii_serialization();
    let known = Rc::clone(run.origins.borrow_mut().entry(origin).or_default());
    match OnceCell::get_or_init(&*known, || look_up(&file, run)).await {
        Allowed::By(robots) if robots.is_allowed(&url[Position::BeforePath..Position::AfterQuery]) => None,
        Allowed::By(_) => {
            Some(Judgement::new(LinkVerdict::Refused, "robots.txt does not allow newscheck to ask for it"))
        }
        Allowed::Unknown(judgement) => Some(judgement.clone()),
    }
}

async fn look_up(file: &Url, run: &Run<'_>) -> Allowed {
    let mut trail = Trail::default();
    let end = run.ask(file, Whose::Cited, &mut trail).await;
    let agent = &*name(run.options.user_agent.as_deref());
    let access = match (&end, trail.status) {
        (End::Answer, Some(200..=299)) => {
            let Some(answer) = trail.answers.last() else { return Allowed::By(Robots::allow_all()) };
            let coding = answer.exchange.response.field("content-encoding").unwrap_or_default();
            let body = unpacked_start(&answer.exchange.body, coding, LONGEST, LONGEST);
            return Allowed::By(Robots::parse(&body.bytes, agent));
        }
        // What a host does not have, or does not show, forbids nothing (section 2.3.1.3).
        (End::Answer, Some(300..=499)) => AccessResult::Unavailable,
        (End::Loop | End::TooLong | End::NoLocation, _) => AccessResult::TooManyRedirects,
        _ => {
            let judgement = verdict::judge(&end, &trail);
            let reason = format!("robots.txt: {}", judgement.reason);
            return Allowed::Unknown(Judgement { reason, ..judgement });
        }
    };
    Allowed::By(Robots::from_access(access, agent))
}

/// The name that a host's rules are looked up by: that of a user's own agent, without version.
fn name(agent: Option<&str>) -> String {
    let own = agent.filter(|agent| *agent != BROWSER).unwrap_or(NAME);
    let name: String = own
        .chars()
        .take_while(|letter| letter.is_ascii_alphabetic() || matches!(letter, '-' | '_'))
        .collect();
    if name.is_empty() { NAME.to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn rules_are_looked_up_by_the_name_of_who_asks() {
        let table = [
            (None, "newscheck"),
            (Some("browser"), "newscheck"),
            (Some("desk-bot/2.0"), "desk-bot"),
            (Some("1"), "newscheck"),
        ];
        for (agent, expected) in table {
            assert_eq!(name(agent), expected, "{agent:?}");
        }
    }
}
