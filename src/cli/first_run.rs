//! What somebody reads who types `newscheck` and nothing else.

/// What to type first.
pub const WELCOME: &str = "\
newscheck checks the citations of news articles. To begin, type one of:
  newscheck verify article.txt        what is wrong with an article, or with a folder of them
  newscheck verify --diff article.txt what can be mended; --fix in its place mends it
  newscheck init --github             settings for a folder, with a workflow for CI
  newscheck --help                    all commands; newscheck COMMAND --help explains one
";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::Args;
    use clap::Parser;

    #[test]
    fn its_five_lines_can_be_typed() {
        assert_eq!(WELCOME.lines().count(), 5);
        for line in WELCOME.lines().skip(1) {
            let command = line.trim_start().split("  ").next().unwrap();
            let words = command.split(" what ").next().unwrap().split_whitespace();
            if let Err(error) = Args::try_parse_from(words) {
                assert!(!error.use_stderr(), "{line}: {error}");
            }
        }
    }
}
