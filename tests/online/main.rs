//! Links: what is asked, how, and what is said of the answers. All servers are on loopback.

#![cfg(feature = "online")]
#![allow(
    unreachable_pub,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "tests of many parts that show their figures; a failure names its line"
)]

#[cfg(target_os = "linux")]
mod answers;
#[cfg(target_os = "linux")]
mod bench;
#[cfg(target_os = "linux")]
mod cases;
mod fetch;
#[cfg(target_os = "linux")]
mod guard;
#[cfg(target_os = "linux")]
mod matrix;
#[cfg(target_os = "linux")]
mod memento;
#[cfg(target_os = "linux")]
mod pages;
#[cfg(target_os = "linux")]
mod server;
#[cfg(target_os = "linux")]
mod speed;
#[cfg(target_os = "linux")]
#[path = "../support/mod.rs"]
mod support;
#[cfg(target_os = "linux")]
mod tls;
