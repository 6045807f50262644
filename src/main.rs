//! Arguments to `newscheck::cli` to an exit code.

fn main() -> std::process::ExitCode {
    let code = newscheck::cli::run();
    if code == 130 {
        // Threads may be busy with huge files: what is finished is written, the rest is not waited for.
        std::process::exit(i32::from(code));
    }
    code.into()
}
