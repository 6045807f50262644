//! Says what an address is worth by how its chain ended.

use std::time::Duration;

use super::fault::Fault;
use super::judgement::Judgement;
use super::redirects::{End, Trail, limits};
use super::walls::LOGIN;
use crate::model::exchange::{ResponseHead, Truncation};
use crate::model::link::LinkVerdict;

/// The verdict on a chain, as far as statuses and the transfer tell. What the last page says is not read.
pub(super) fn judge(end: &End, trail: &Trail) -> Judgement {
    match end {
        End::Answer => match trail.answers.last() {
            Some(answer) => {
                let status = by_status(&answer.exchange.response);
                let wall =
                    // Servers say 404 and 410 of the page itself, whatever stands around the words.
                    trail.reading.wall.filter(|_| !matches!(answer.exchange.response.status, 404 | 410));
                match (status.verdict, wall) {
                    (LinkVerdict::Alive, None) => {}
                    (LinkVerdict::Alive, Some(wall)) => return Judgement::new(LinkVerdict::Blocked, wall),
                    // Who serves a login says so with 200, 401 or 403: those who work on a site that is
                    // closed for a while find one, too.
                    (LinkVerdict::Unreachable, Some(wall)) if wall == LOGIN => return status,
                    (_, Some(wall)) => {
                        return Judgement::new(LinkVerdict::Blocked, format!("{}: {wall}", status.reason));
                    }
                    (_, None) => return status,
                }
                if answer.exchange.truncated == Some(Truncation::Length)
                    && is_framed(&answer.exchange.response)
                {
                    // A file that is too long to be read is there all the same; a stream has no end.
                    return Judgement::new(
                        LinkVerdict::Alive,
                        format!("{}, longer than is read", status.reason),
                    );
                }
                if let Some(truncation) = answer.exchange.truncated {
                    return Judgement::new(LinkVerdict::Broken, cut_off(truncation));
                }
                if let Some(fault) = &trail.reading.fault {
                    return Judgement::new(LinkVerdict::Broken, fault);
                }
                if trail.target.is_some() && trail.permanent {
                    return Judgement::new(LinkVerdict::Moved, "moved for good");
                }
                if answer.is_empty() {
                    return Judgement::new(LinkVerdict::Alive, format!("{}, without a body", status.reason));
                }
                status
            }
            None => Judgement::new(LinkVerdict::Unreachable, "no answer"),
        },
        End::Fault(fault) => by_fault(fault, trail.target.is_some()),
        End::Loop => Judgement::new(LinkVerdict::Broken, "redirects in a loop"),
        End::TooLong => Judgement::new(LinkVerdict::Broken, "too many redirects"),
        End::NoLocation => Judgement::new(LinkVerdict::Broken, "redirects to no address"),
        End::PutOff(wait) => Judgement::new(LinkVerdict::Blocked, put_off(*wait)),
        End::Forbidden(Judgement { verdict, reason }) => {
            Judgement::new(*verdict, format!("redirects to what is not asked: {reason}"))
        }
    }
}

/// Whether an answer says where its body ends.
fn is_framed(head: &ResponseHead) -> bool {
    head.field("content-length").is_some() || head.field("transfer-encoding").is_some()
}

fn put_off(wait: Option<Duration>) -> String {
    match wait {
        Some(wait) => format!("the server asks to come back after {} s", wait.as_secs()),
        None => "not asked: the server had asked again and again to come back later".to_owned(),
    }
}

fn cut_off(truncation: Truncation) -> &'static str {
    match truncation {
        Truncation::Length => "the body is longer than is read",
        Truncation::Time => "the body takes longer than is waited for",
        Truncation::Disconnect => "the body is cut off",
    }
}

fn by_fault(fault: &Fault, redirected: bool) -> Judgement {
    match fault {
        Fault::Refused(refusal) if redirected => {
            Judgement::new(LinkVerdict::Refused, format!("redirects to what is not asked: {refusal}"))
        }
        Fault::Refused(refusal) => Judgement::new(LinkVerdict::Refused, refusal.to_string()),
        Fault::NoSuchHost => Judgement::new(LinkVerdict::Dead, "no such host"),
        Fault::Unresolved(words) => {
            Judgement::new(LinkVerdict::Unreachable, format!("the host name cannot be resolved: {words}"))
        }
        Fault::Tls(words) => Judgement::new(LinkVerdict::TlsFault, words),
        Fault::TimedOut => Judgement::new(LinkVerdict::Unreachable, "no answer in time"),
        Fault::Unconnected(words) | Fault::Lost(words) => Judgement::new(LinkVerdict::Unreachable, words),
        Fault::NotHttp(words) => {
            Judgement::new(LinkVerdict::Broken, format!("the answer is not HTTP: {words}"))
        }
    }
}

/// The verdict on a status that is no redirect. A refusal to this client says nothing of the page; an
/// error of the server may pass.
fn by_status(head: &ResponseHead) -> Judgement {
    let verdict = match head.status {
        // What is left of 3xx here is no redirect: 304 says that the page known already is still there.
        200..=304 => LinkVerdict::Alive,
        // 400, 414 and 422 blame the address: whether they do so of any is asked, see `blames_address`.
        400 | 404 | 410 | 414 | 422 => LinkVerdict::Dead,
        // 405 and 406 are given to clients that are not liked, as are 418, 420, 430, 440, 450 and
        // LinkedIn's 999.
        401 | 402 | 403 | 405 | 406 | 407 | 418 | 420 | 429 | 430 | 440 | 450 | 451 | 511 | 999 => {
            LinkVerdict::Blocked
        }
        _ => LinkVerdict::Unreachable,
    };
    Judgement::new(verdict, status_line(head))
}

/// Whether a status blames the address as it is written, which some servers do of every address to
/// clients that they do not know.
pub(super) fn blames_address(status: u16) -> bool {
    matches!(status, 400 | 414 | 422)
}

/// `404 Not Found`
pub(super) fn status_line(head: &ResponseHead) -> String {
    format!("{} {}", head.status, head.reason).trim_end().to_owned()
}

/// Whether a status tells of a fault that may have passed a moment later.
fn is_passing(status: u16) -> bool {
    // 520 to 524 are Cloudflare's: its own server could not reach the site's.
    matches!(status, 408 | 425 | 429 | 500 | 502..=504 | 520..=524)
}

/// Whether a host turned a request away since it is asked too much: 429, or 403 with a time to come back.
pub(super) fn is_limited(end: &End, trail: &Trail) -> bool {
    let turned_away = |head: &ResponseHead| head.status == 429 || limits(head);
    *end == End::Answer
        && trail.reading.wall.is_none()
        && trail.answers.last().is_some_and(|answer| turned_away(&answer.exchange.response))
}

/// Whether asking again may help, and how often.
pub(super) fn attempts(end: &End, trail: &Trail, retries: u32) -> u32 {
    match end {
        End::Answer => match trail.answers.last() {
            // Asking again is what walls are there to stop.
            Some(_) if trail.reading.wall.is_some() => 1,
            Some(answer)
                if is_passing(answer.exchange.response.status) || limits(&answer.exchange.response) =>
            {
                retries + 1
            }
            // A body that is cut off twice is cut off at the server.
            Some(answer) if answer.exchange.truncated == Some(Truncation::Disconnect) => retries.min(1) + 1,
            _ => 1,
        },
        End::Fault(Fault::Lost(_) | Fault::Unresolved(_)) => retries + 1,
        // These have already cost a long wait, or will not change soon.
        End::Fault(Fault::TimedOut | Fault::Unconnected(_)) => retries.min(1) + 1,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_have_verdicts() {
        let table = [
            (200, LinkVerdict::Alive),
            (204, LinkVerdict::Alive),
            (206, LinkVerdict::Alive),
            (304, LinkVerdict::Alive),
            (404, LinkVerdict::Dead),
            (410, LinkVerdict::Dead),
            (401, LinkVerdict::Blocked),
            (403, LinkVerdict::Blocked),
            (406, LinkVerdict::Blocked),
            (429, LinkVerdict::Blocked),
            (451, LinkVerdict::Blocked),
            (999, LinkVerdict::Blocked),
            (408, LinkVerdict::Unreachable),
            (500, LinkVerdict::Unreachable),
            (503, LinkVerdict::Unreachable),
            (530, LinkVerdict::Unreachable),
        ];
        for (status, verdict) in table {
            let head = ResponseHead { status, reason: String::new(), fields: Vec::new() };
            assert_eq!(by_status(&head).verdict, verdict, "{status}");
        }
    }

    #[test]
    fn faults_have_verdicts() {
        let table = [
            (Fault::NoSuchHost, LinkVerdict::Dead),
            (Fault::Unresolved("try again".to_owned()), LinkVerdict::Unreachable),
            (Fault::TimedOut, LinkVerdict::Unreachable),
            (Fault::Tls("certificate has expired".to_owned()), LinkVerdict::TlsFault),
            (Fault::NotHttp("invalid HTTP version parsed".to_owned()), LinkVerdict::Broken),
        ];
        for (fault, verdict) in table {
            assert_eq!(by_fault(&fault, false).verdict, verdict, "{fault:?}");
        }
    }
}
