//! Content codings, whole and spoilt.

use crate::answers::{
    Answer, bare_deflate, brotli, gzip, gzip_bomb, gzip_members, gzip_twice, ok, page, plain, zlib, zstd,
    zstd_bomb,
};
use crate::bench::{Case, case};
use crate::pages::{article, gone};

fn coded(coding: &str, encode: fn(&[u8]) -> Vec<u8>) -> Answer {
    ok(article()).coded(coding, encode)
}

fn halve(bytes: &mut Vec<u8>) {
    bytes.truncate(bytes.len() / 2);
}

fn scramble(bytes: &mut [u8]) {
    let middle = bytes.len() / 2;
    for byte in &mut bytes[20..middle] {
        *byte = byte.wrapping_mul(31).wrapping_add(17);
    }
}

fn trail(bytes: &mut Vec<u8>) {
    bytes.extend_from_slice(&[0; 64]);
}

fn end_wrong(bytes: &mut [u8]) {
    let end = bytes.len();
    bytes[end - 6] ^= 0xff;
}

pub(super) fn cases() -> Vec<Case> {
    let missing = || ok(gone("Page not found", "The page you are looking for does not exist."));
    vec![
        case("coding/gzip", coded("gzip", gzip)).is("alive"),
        case("coding/gzip in chunks", coded("gzip", gzip).chunked()).is("alive"),
        case("coding/x-gzip", coded("x-gzip", gzip)).is("alive"),
        case("coding/GZIP", coded("GZIP", gzip)).is("alive"),
        case("coding/deflate", coded("deflate", zlib)).is("alive"),
        case("coding/deflate without zlib", coded("deflate", bare_deflate)).is("alive"),
        case("coding/br", coded("br", brotli)).is("alive"),
        case("coding/zstd", coded("zstd", zstd)).is("alive"),
        case("coding/identity", coded("identity", plain)).is("alive"),
        case("coding/gzip twice", coded("gzip, gzip", gzip_twice)).is("alive|broken"),
        case("coding/gzip in members", coded("gzip", gzip_members)).is("alive"),
        case("coding/gzip of a 404", page(404, article()).coded("gzip", gzip)).is("dead"),
        case("coding/gzip of a redirect", page(301, "moved").field("Location", "/b").coded("gzip", gzip))
            .at("/b", ok(article()))
            .is("moved"),
        case("coding/soft-404 in gzip", missing().coded("gzip", gzip)).is("soft-404"),
        case("coding/soft-404 in br", missing().coded("br", brotli)).is("soft-404"),
        case("coding/soft-404 in zstd", missing().coded("zstd", zstd)).is("soft-404"),
        case("coding/soft-404 in deflate", missing().coded("deflate", bare_deflate)).is("soft-404"),
        case("coding/gzip that is none", coded("gzip", plain)).is("broken|alive"),
        case("coding/zstd that is none", coded("zstd", plain)).is("broken|alive"),
        case("coding/unknown", coded("rot13", plain)).is("alive|broken"),
        case("coding/a charset", coded("utf-8", plain)).is("alive"),
        case("coding/none", coded("none", plain)).is("alive"),
        case("coding/gzip halved", coded("gzip", gzip).spoilt(halve)).is("broken"),
        case("coding/br halved", coded("br", brotli).spoilt(halve)).is("broken"),
        case("coding/zstd halved", coded("zstd", zstd).spoilt(halve)).is("broken"),
        case("coding/deflate halved", coded("deflate", zlib).spoilt(halve)).is("broken"),
        case("coding/gzip scrambled", coded("gzip", gzip).spoilt(|bytes| scramble(bytes))).is("broken"),
        case("coding/zstd scrambled", coded("zstd", |bytes| zstd(bytes)[6..].to_owned())).is("broken"),
        case("coding/br scrambled", coded("br", |bytes| brotli(bytes)[2..].to_owned())).is("broken"),
        case("coding/gzip with a wrong sum", coded("gzip", gzip).spoilt(|bytes| end_wrong(bytes)))
            .is("broken|alive"),
        case("coding/gzip with zeros after it", coded("gzip", gzip).spoilt(trail)).is("alive"),
        case("coding/gzip of nothing", ok("").coded("gzip", plain)).is("alive|broken|soft-404"),
        case("coding/spoilt 404", page(404, article()).coded("gzip", plain)).is("dead"),
        case("coding/gzip bomb", coded("gzip", gzip_bomb)).is("broken").slow(),
        case("coding/zstd bomb", coded("zstd", zstd_bomb)).is("broken").slow(),
        case("coding/gzip bomb of a 404", page(404, "").coded("gzip", gzip_bomb)).is("dead|broken").slow(),
    ]
}
