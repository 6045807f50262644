//! Arguments to `newscheck::cli` to an exit code.

/// Records are many small strings, which this allocator hands out in half the time of the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    let code = newscheck::cli::run();
    if code == 130 {
        // Threads may be busy with huge files: what is finished is written, the rest is not waited for.
        std::process::exit(i32::from(code));
    }
    code.into()
}
