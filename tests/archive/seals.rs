//! Is a seal believed when it holds, and only then?

use std::io::Read;
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use data_encoding::BASE64;
use newscheck::archive::seal::{SealChecks, SealFault, SealReply, SealRequest, Sealed};
use newscheck::archive::{Archive, Remarks, Selection, Unverified};
use newscheck::warc::{Kind, Reader};
use proptest::prelude::*;

use crate::authority::{Authority, Lie, Purpose};
use crate::captures::fill;
use crate::given::{at, data_files, exchange, html, open, text};
use crate::packages::package;
use crate::support;

const ASKED: &str = "http://tsa.example.org/";

/// An archive with something in it, and the request for its seal.
fn given(folder: &Path) -> (Archive, SealRequest) {
    let mut archive = open(folder, 0);
    fill(&mut archive);
    let request = archive.seal_request(at(9000)).unwrap().unwrap();
    (archive, request)
}

fn add(archive: &mut Archive, request: &SealRequest, bytes: &[u8]) -> Result<Sealed, SealFault> {
    archive.add_seal(request, &SealReply { authority: ASKED, bytes, at: at(9000) }, &[])
}

fn checked(archive: &Archive, authority: &Authority) -> SealChecks {
    archive.check_seals(&authority.anchors(), at(9100)).unwrap()
}

#[test]
fn a_seal_names_every_record_once_and_holds() {
    let folder = tempfile::tempdir().unwrap();
    let (mut archive, request) = given(folder.path());
    let authority = Authority::honest();
    let sealed = add(&mut archive, &request, &authority.reply(&request.request, at(9001), &Lie::default()));
    let sealed = sealed.unwrap();
    assert_eq!((sealed.stamp.at, &*sealed.stamp.authority), (at(9001), "CN=Keeper of time"));
    let untrusted = sealed.untrusted.unwrap().to_string();
    assert_eq!(untrusted, "the authority's certificate leads to no authority that is trusted");
    let checks = checked(&archive, &authority);
    assert!(checks.is_sound() && checks.unsealed == 0, "{checks:?}");
    let seal = &checks.seals[0];
    assert_eq!((seal.records, seal.held, seal.absent), (request.records, request.records, 0));
    assert!(archive.seal_request(at(9100)).unwrap().is_none(), "everything is sealed");
    archive
        .add_exchange(&exchange("https://example.org/new", 9200, &html("new")), &text, Remarks::default())
        .unwrap();
    let next = archive.seal_request(at(9300)).unwrap().unwrap();
    // Answer, request, the seal before.
    assert_eq!(next.records, 3);
}

#[test]
fn answers_that_do_not_hold_are_not_kept() {
    let folder = tempfile::tempdir().unwrap();
    let (mut archive, request) = given(folder.path());
    let (honest, other) = (Authority::honest(), Authority::honest());
    let lie = |lie: Lie| honest.reply(&request.request, at(9001), &lie);
    let by =
        |purpose| Authority::new(purpose, (2020, 2040)).reply(&request.request, at(9001), &Lie::default());
    let other_imprint = "the token is about something else than was sealed";
    let other_nonce = "the token answers another request: its nonce is not the one that was sent";
    let signature = "the token's signature does not hold";
    let missing = "the token is damaged: its signer's certificate is missing";
    let purpose = "the authority's certificate is not for time stamps alone";
    let none = "the answer is none of a time-stamping authority";
    let clock =
        "the authority says that it is 2026-11-24T15:43:20Z, this machine that it is 2026-11-24T18:30:00Z";
    let whole = lie(Lie::default());
    let table = [
        (lie(Lie { imprint: Some(vec![1; 32]), ..Lie::default() }), other_imprint),
        (lie(Lie { nonce: Some(vec![0x40; 8]), ..Lie::default() }), other_nonce),
        (lie(Lie { without_nonce: true, ..Lie::default() }), other_nonce),
        (lie(Lie { content: true, ..Lie::default() }), other_nonce),
        (lie(Lie { signature: true, ..Lie::default() }), signature),
        (lie(Lie { without_certificate: true, ..Lie::default() }), missing),
        (lie(Lie { certificate: Some(other.certificate()), ..Lie::default() }), missing),
        (by(Purpose::NotCritical), purpose),
        (by(Purpose::More), purpose),
        (by(Purpose::Nothing), purpose),
        (honest.reply(&request.request, at(-1000), &Lie::default()), clock),
        (b"<html><body>Sign in</body></html>".to_vec(), none),
        (Vec::new(), none),
        (whole[..whole.len() - 1].to_vec(), none),
    ];
    for (reply, words) in table {
        let refused = add(&mut archive, &request, &reply).expect_err(words);
        assert_eq!(refused.to_string(), words);
    }
    assert_eq!(checked(&archive, &honest).seals, []);
}

#[test]
fn a_token_that_answered_an_earlier_request_is_not_taken_again() {
    let folder = tempfile::tempdir().unwrap();
    let (mut archive, request) = given(folder.path());
    let authority = Authority::honest();
    let reply = authority.reply(&request.request, at(9001), &Lie::default());
    let again = archive.seal_request(at(9000)).unwrap().unwrap();
    let refused = add(&mut archive, &again, &reply).unwrap_err();
    assert!(matches!(refused, SealFault::OtherNonce), "{refused}");
}

#[test]
fn a_certificate_counts_at_the_time_of_the_token() {
    let table = [
        ((2020, 2026), "the authority's certificate had expired when the token was made"),
        ((2030, 2040), "the authority's certificate was not valid yet when the token was made"),
    ];
    for (years, words) in table {
        let folder = tempfile::tempdir().unwrap();
        let (mut archive, request) = given(folder.path());
        let authority = Authority::new(Purpose::TimeStamps, years);
        add(&mut archive, &request, &authority.reply(&request.request, at(9001), &Lie::default())).unwrap();
        assert_eq!(checked(&archive, &authority).seals[0].faults, [words]);
    }
    let folder = tempfile::tempdir().unwrap();
    let (mut archive, request) = given(folder.path());
    let authority = Authority::new(Purpose::TimeStamps, (2026, 2027));
    add(&mut archive, &request, &authority.reply(&request.request, at(9001), &Lie::default())).unwrap();
    let later: DateTime<Utc> = "2040-01-01T00:00:00Z".parse().unwrap();
    assert!(archive.check_seals(&authority.anchors(), later).unwrap().is_sound(), "it held at the time");
    let early = archive.check_seals(&authority.anchors(), at(0)).unwrap();
    assert_eq!(early.seals[0].faults, ["the token is of 2026-11-24T18:30:01Z, which has not come yet"]);
    assert_eq!(
        archive.check_seals(&Authority::honest().anchors(), later).unwrap().seals[0].faults,
        ["the authority's certificate leads to no authority that is trusted"]
    );
}

/// Rewrites the one record of an archive that has these bytes, with its digests, as a forger does.
fn forge(folder: &Path, from: &str, to: &str) {
    let mut done = false;
    for file in data_files(folder) {
        let bytes = std::fs::read(&file).unwrap();
        let mut reader = Reader::new(&bytes[..]);
        let mut forged = Vec::new();
        while let Some(header) = reader.next_record() {
            let header = header.unwrap();
            let mut block = Vec::new();
            reader.block().read_to_end(&mut block).unwrap();
            let place = reader.finish().unwrap().unwrap();
            let (start, end) = (place.offset as usize, (place.offset + place.length) as usize);
            let found = memchr::memmem::find(&block, from.as_bytes());
            match found.filter(|_| header.kind() == Kind::Response) {
                Some(found) if !done => {
                    done = true;
                    block.splice(found..found + from.len(), to.bytes());
                    let head = memchr::memmem::find(&block, b"\r\n\r\n").unwrap() + 4;
                    let mut draft = newscheck::warc::Draft::new(
                        header.kind(),
                        header.id().unwrap(),
                        header.date().unwrap().parse().unwrap(),
                    )
                    .field("WARC-Target-URI", header.target_uri().unwrap());
                    let payload = newscheck::warc::sha256_label(&[&block[head..]]);
                    draft = draft.field("WARC-Payload-Digest", payload);
                    let blocks: [&[u8]; 1] = [&block];
                    let draft = draft.block("application/http; msgtype=response", &blocks);
                    draft.pack(newscheck::warc::Packing::Tight, &mut forged).unwrap();
                }
                _ => forged.extend_from_slice(&bytes[start..end]),
            }
        }
        std::fs::write(&file, forged).unwrap();
    }
    assert!(done, "no record says {from}");
}

#[test]
fn a_record_that_was_rewritten_with_all_its_digests_breaks_its_seal() {
    let folder = tempfile::tempdir().unwrap();
    let (mut archive, request) = given(folder.path());
    let authority = Authority::honest();
    add(&mut archive, &request, &authority.reply(&request.request, at(9001), &Lie::default())).unwrap();
    archive.finish().unwrap();
    forge(folder.path(), "says missing", "says nothing");
    Archive::rebuild(folder.path(), &crate::given::run(1), &text).unwrap();
    let archive = Archive::open_read_only(folder.path(), &crate::given::run(1), &text).unwrap();
    let seal = checked(&archive, &authority).seals.remove(0);
    assert_eq!((seal.held, seal.absent), (seal.records - 1, 0));
    assert!(seal.faults[0].ends_with("is not as it was sealed"), "{:?}", seal.faults);
}

#[test]
fn a_package_takes_the_seals_of_what_is_in_it_along() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (mut archive, request) = given(one.path());
    let authority = Authority::honest();
    add(&mut archive, &request, &authority.reply(&request.request, at(9001), &Lie::default())).unwrap();
    let target = one.path().join("one.wacz");
    archive.export(Selection::Urls(&["https://example.org/plain"]), &target, &package()).unwrap();
    let mut other = open(two.path(), 9002);
    other.import(&target, Unverified::LeftOut, &text).unwrap();
    let checks = checked(&other, &authority);
    assert!(checks.is_sound() && checks.unsealed == 0, "{checks:?}");
    let seal = &checks.seals[0];
    assert!(seal.held > 0 && seal.absent > 0 && seal.held + seal.absent == seal.records, "{seal:?}");
}

#[test]
fn records_of_a_later_time_are_not_sealed() {
    let folder = tempfile::tempdir().unwrap();
    let mut archive = open(folder.path(), 0);
    archive
        .add_exchange(&exchange("https://example.org/a", 10, &html("a")), &text, Remarks::default())
        .unwrap();
    archive
        .add_exchange(&exchange("https://example.org/b", 99_999, &html("b")), &text, Remarks::default())
        .unwrap();
    let request = archive.seal_request(at(20)).unwrap().unwrap();
    assert_eq!((request.records, request.later), (3, 2));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn damaged_answers_are_refused_or_say_the_same(place in 0.0f64..1.0, bit in 0u8..8) {
        let folder = tempfile::tempdir().unwrap();
        let mut archive = open(folder.path(), 0);
        archive.add_exchange(&exchange("https://example.org/a", 10, &html("a")), &text, Remarks::default()).unwrap();
        let request = archive.seal_request(at(9000)).unwrap().unwrap();
        let authority = Authority::honest();
        let mut reply = authority.reply(&request.request, at(9001), &Lie::default());
        let place = (reply.len() as f64 * place) as usize;
        reply[place] ^= 1 << bit;
        if let Ok(sealed) = add(&mut archive, &request, &reply) {
            prop_assert_eq!(sealed.stamp.at, at(9001));
            prop_assert_eq!(&*sealed.stamp.authority, "CN=Keeper of time");
        }
    }
}

/// An archive with one attached page, by the command line.
fn attached(folder: &Path) {
    std::fs::write(folder.join("page.html"), html("a page")).unwrap();
    let mut command = support::newscheck(folder);
    command.args(["archive", "attach", "https://example.org/page", "page.html"]);
    assert!(command.output().unwrap().status.success());
}

fn seal(folder: &Path, more: &[&str]) -> (Option<i32>, String) {
    let mut command = support::newscheck(folder);
    let output = command.args(["archive", "seal", "--allow-private"]).args(more).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(said).unwrap())
}

#[test]
fn an_authority_that_hangs_fails_or_sends_pages_is_told() {
    let folder = tempfile::tempdir().unwrap();
    attached(folder.path());
    let site = crate::commands::Site::new(&[("/login", "<h1>Sign in</h1>"), ("/moved", "301 to /login")]);
    for (path, words) in [
        ("/login", "the answer is none of a time-stamping authority"),
        ("/moved", "status 301"),
        ("/none", "status 404"),
    ] {
        let (code, said) = seal(folder.path(), &["--tsa", &format!("{}{path}", site.base)]);
        assert_eq!((code, said.contains(words)), (Some(2), true), "{path}: {said}");
    }
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", silent.local_addr().unwrap());
    let began = Instant::now();
    let (code, said) = seal(folder.path(), &["--tsa", &address, "--timeout", "300ms"]);
    assert_eq!((code, said.contains("no answer in time")), (Some(2), true), "{said}");
    assert!(began.elapsed() < Duration::from_secs(20));
    let (code, said) = seal(folder.path(), &["--tsa", "ftp://example.org/"]);
    assert_eq!((code, said.contains("ftp")), (Some(2), true), "{said}");
}

/// What the seals of an archive keep: statement, request and reply of each.
fn kept(folder: &Path) -> Vec<[Vec<u8>; 3]> {
    let mut seals = Vec::new();
    for file in data_files(&folder.join(".newscheck")) {
        let bytes = std::fs::read(&file).unwrap();
        let mut reader = Reader::new(&bytes[..]);
        while let Some(header) = reader.next_record() {
            let is_seal =
                header.unwrap().target_uri().is_some_and(|uri| uri.starts_with("urn:newscheck:seal:"));
            let mut block = Vec::new();
            reader.block().read_to_end(&mut block).unwrap();
            if is_seal {
                let record: serde_json::Value = serde_json::from_slice(&block).unwrap();
                let text = |name: &str| record[name].as_str().unwrap().to_owned();
                let bytes = |name: &str| BASE64.decode(text(name).as_bytes()).unwrap();
                seals.push([text("statement").into_bytes(), bytes("request"), bytes("reply")]);
            }
        }
    }
    seals
}

/// Runs a tool in a folder; what it says if it fails.
fn tool(folder: &Path, line: &str) {
    let mut words = line.split(' ');
    let output = Command::new(words.next().unwrap()).args(words).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{line}:\n{}", String::from_utf8_lossy(&output.stderr));
}

/// An authority on loopback whose tokens OpenSSL makes, one request after the other; gives its address.
fn openssl_authority(folder: &Path, key: &'static str) -> String {
    tool(
        folder,
        "openssl req -x509 -newkey rsa:2048 -nodes -keyout root.key -out root.pem -subj /CN=Root -days 99",
    );
    tool(folder, &format!("openssl req {key} -nodes -keyout tsa.key -out tsa.csr -subj /CN=OpenSSL"));
    std::fs::write(folder.join("ext"), "extendedKeyUsage=critical,timeStamping\n").unwrap();
    tool(
        folder,
        "openssl x509 -req -in tsa.csr -CA root.pem -CAkey root.key -CAcreateserial -out tsa.pem -days 99 -extfile ext",
    );
    let configuration = "[tsa]\nserial = serial\nsigner_digest = sha512\ndefault_policy = 1.2.3.4\ndigests = sha256\n\
        accuracy = secs:1\nordering = yes\ntsa_name = yes\n";
    // ECDSA with P-256 goes with SHA-256.
    let configuration =
        configuration.replace("sha512", if key.contains("rsa") { "sha512" } else { "sha256" });
    std::fs::write(folder.join("tsa.cnf"), configuration).unwrap();
    std::fs::write(folder.join("serial"), "01\n").unwrap();
    let server = tiny_http::Server::http("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", server.server_addr());
    let folder = folder.to_owned();
    std::thread::spawn(move || {
        for mut request in server.incoming_requests() {
            let mut query = Vec::new();
            request.as_reader().read_to_end(&mut query).unwrap();
            std::fs::write(folder.join("q.tsq"), query).unwrap();
            tool(
                &folder,
                "openssl ts -reply -queryfile q.tsq -config tsa.cnf -section tsa -signer tsa.pem -inkey tsa.key -out r.tsr",
            );
            let reply = std::fs::read(folder.join("r.tsr")).unwrap();
            request.respond(tiny_http::Response::from_data(reply)).unwrap();
        }
    });
    address
}

#[test]
#[ignore = "needs openssl: tests/scripts/seals.sh"]
fn openssl_makes_our_tokens_and_verifies_what_is_kept() {
    for key in ["-newkey rsa:3072", "-newkey ec -pkeyopt ec_paramgen_curve:P-256"] {
        let (folder, authority) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let address = openssl_authority(authority.path(), key);
        let root = authority.path().join("root.pem");
        let root = root.to_str().unwrap();
        attached(folder.path());
        let (code, said) = seal(folder.path(), &["--tsa", &address, "--ca-file", root]);
        assert!(code == Some(0) && said.starts_with("3 records sealed at 20"), "{said}");
        let mut command = support::newscheck(folder.path());
        let output = command.args(["archive", "check", "--seal", "--ca-file", root]).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success() && said.contains("CN=OpenSSL, 3 records: holds"), "{said}");
        let [statement, request, reply] = kept(folder.path()).remove(0);
        for (name, bytes) in [("s.txt", statement), ("s.tsq", request), ("s.tsr", reply)] {
            std::fs::write(authority.path().join(name), bytes).unwrap();
        }
        tool(authority.path(), "openssl ts -verify -data s.txt -in s.tsr -CAfile root.pem");
        tool(authority.path(), "openssl ts -verify -queryfile s.tsq -in s.tsr -CAfile root.pem");
    }
}
