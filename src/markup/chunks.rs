//! Cuts a page into the chunks that the tokenizer is fed, so that what a chunk causes stands in it: before
//! each `<` and `&`, after each `>` and character reference. Scripts, styles and comments are stepped over
//! without being fed: they are half of most pages and no part of any article. Tags and texts that are spelled
//! plainly go on without the tokenizer; see `plain`.

use html5ever::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer};

use crate::markup::plain::{MAX_ATTRIBUTES, Plain};
use crate::markup::tokens::{Positioned, Raw, Receiver, Tokens, is_raw};

/// Bytes of a tag above which its attributes are counted: no more than [`MAX_ATTRIBUTES`] fit into less.
const LONG_TAG: usize = 2 * MAX_ATTRIBUTES;

/// Bytes that a character reference may have, `&` and `;` included.
const MAX_REFERENCE: usize = 40;

/// The page has more nodes than `MAX_NODES`, or a tag more than `MAX_ATTRIBUTES`
/// attributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;

/// Hands the tokens of a decoded page to `receiver`, in order. What is too large ends it; what came before
/// was handed over.
pub(super) fn feed<R: Receiver>(source: &str, receiver: R) -> Result<R, TooLarge> {
    let sink = Positioned { receiver, tokens: Tokens::new(source) };
    let mut feeder = Feeder {
        plain: Plain::new(source),
        queue: BufferQueue::default(),
        tokenizer: Tokenizer::new(sink, Default::default()),
        empty_comment: StrTendril::from("<!---->"),
        uncounted: LONG_TAG,
        after_reference: false,
    };
    let mut at = 0;
    while at < source.len() {
        at = match feeder.plain_token(at) {
            Some(end) => end,
            None => feeder.chunk(at)?,
        };
        let sink = &feeder.tokenizer.sink;
        if sink.receiver.is_full() {
            return Err(TooLarge);
        }
        if let Some(raw) = sink.tokens.raw.take() {
            at = step_over(source, at, &raw, &sink.tokens);
        }
    }
    feeder.tokenizer.end();
    Ok(feeder.tokenizer.sink.receiver)
}

struct Feeder<'s, R: Receiver> {
    plain: Plain,
    queue: BufferQueue,
    tokenizer: Tokenizer<Positioned<'s, R>>,
    /// Stands for every comment.
    empty_comment: StrTendril,
    /// Bytes up to which the attributes of the tag being read are counted, or need not be.
    uncounted: usize,
    /// Whether the last chunk was a character reference of which the tokenizer has not seen the end.
    after_reference: bool,
}

impl<R: Receiver> Feeder<'_, R> {
    /// Hands on the token that begins at `at` if the tokenizer need not read it; gives where it ends.
    fn plain_token(&self, at: usize) -> Option<usize> {
        let sink = &self.tokenizer.sink;
        // A carriage return takes the line feed after it along: the tokenizer has to see what follows one.
        let is_between = sink.tokens.between.get() && (at == 0 || self.plain.bytes()[at - 1] != b'\r');
        let (token, end) = is_between.then(|| plain_token(&self.plain, at)).flatten()?;
        sink.tokens.begin(at, end);
        let result = sink.process_token(token, 0);
        debug_assert!(
            !matches!(result, TokenSinkResult::RawData(_) | TokenSinkResult::Plaintext),
            "raw elements are the tokenizer's"
        );
        Some(end)
    }

    /// Feeds the chunk that begins at `at`; gives where it ends.
    fn chunk(&mut self, at: usize) -> Result<usize, TooLarge> {
        let (bytes, tokens) = (self.plain.bytes(), &self.tokenizer.sink.tokens);
        let comment = if tokens.between.get() { comment_end(bytes, at) } else { None };
        let end = comment.or_else(|| tokens.kept_raw.take()).unwrap_or_else(|| chunk_end(bytes, at));
        tokens.begin(at, end);
        let tag = tokens.tag_start.get();
        let in_tag = !tokens.whole.get() && bytes.get(tag + 1).is_some_and(u8::is_ascii_alphabetic);
        if !in_tag {
            self.uncounted = LONG_TAG;
        } else if end - tag > self.uncounted {
            if attributes(&bytes[tag..end]) > MAX_ATTRIBUTES {
                return Err(TooLarge);
            }
            // The tag may go on over many chunks: it is counted again when it has doubled.
            self.uncounted = 2 * (end - tag);
        }
        // A comment parts texts, whatever it says.
        let is_comment = comment.is_some();
        self.queue.push_back(if is_comment { self.empty_comment.clone() } else { self.plain.words(at, end) });
        let is_reference = bytes[at] == b'&' && (tokens.between.get() || self.after_reference);
        if matches!(bytes[at], b'<' | b'&') {
            tokens.between.set(false);
            self.after_reference = is_reference;
        } else if self.after_reference && !bytes[at..end].iter().all(u8::is_ascii_alphanumeric) {
            // The tokenizer looks beyond a reference to see that it has ended.
            tokens.between.set(true);
            self.after_reference = false;
        }
        while !matches!(self.tokenizer.feed(&self.queue), TokenizerResult::Done) {}
        Ok(end)
    }
}

/// The token that begins at `at`, between two others, and where it ends; none for what the tokenizer has to
/// read.
fn plain_token(plain: &Plain, at: usize) -> Option<(Token, usize)> {
    let bytes = plain.bytes();
    match bytes[at] {
        b'&' => plain.reference(at).map(|(text, end)| (Token::CharacterTokens(text), end)),
        b'<' => match comment_end(bytes, at) {
            Some(end) => Some((Token::CommentToken(StrTendril::new()), end)),
            None => plain
                .tag(at)
                .filter(|(tag, _)| !is_raw(&tag.name))
                .map(|(tag, end)| (Token::TagToken(tag), end)),
        },
        _ => plain.text(at).map(|(text, end)| (Token::CharacterTokens(text), end)),
    }
}

/// How many attributes begin in a tag, or in its first bytes (HTML Standard, 13.2.5.32 to 39).
fn attributes(tag: &[u8]) -> usize {
    let is_space = |byte: u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c');
    let is_between = |byte: u8| is_space(byte) || byte == b'/';
    let skip = |from: usize, ends: &dyn Fn(u8) -> bool| {
        tag[from..].iter().position(|&byte| ends(byte)).map_or(tag.len(), |found| from + found)
    };
    let mut at = skip(0, &is_between);
    let mut count = 0;
    loop {
        at = skip(at, &|byte| !is_between(byte));
        if at >= tag.len() || tag[at] == b'>' {
            return count;
        }
        count += 1;
        at = skip(at + 1, &|byte| is_between(byte) || byte == b'=' || byte == b'>');
        let value = skip(at, &|byte| !is_space(byte));
        if tag.get(value) != Some(&b'=') {
            continue;
        }
        at = skip(value + 1, &|byte| !is_space(byte));
        at = match tag.get(at) {
            Some(&quote @ (b'"' | b'\'')) => (skip(at + 1, &|byte| byte == quote) + 1).min(tag.len()),
            _ => skip(at, &|byte| is_space(byte) || byte == b'>'),
        };
    }
}

/// Where the chunk that begins at `at` ends.
fn chunk_end(bytes: &[u8], at: usize) -> usize {
    if bytes[at] == b'&' {
        let reference = bytes[at + 1..]
            .iter()
            .take(MAX_REFERENCE)
            .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'#')
            .count();
        let end = at + 1 + reference;
        return if bytes.get(end) == Some(&b';') { end + 1 } else { end };
    }
    let skip = usize::from(bytes[at] == b'<');
    match memchr::memchr3(b'<', b'>', b'&', &bytes[at + skip..]) {
        None => bytes.len(),
        Some(found) if bytes[at + skip + found] == b'>' => at + skip + found + 1,
        Some(found) => at + skip + found,
    }
}

/// Where the comment that begins at `at` ends, if one does.
fn comment_end(bytes: &[u8], at: usize) -> Option<usize> {
    if bytes[at] != b'<' || !bytes[at..].starts_with(b"<!--") {
        return None;
    }
    // `<!-->` is a whole comment, and `--!>` ends one too (HTML Standard, 13.2.5.43 to 51).
    let mut from = at + 2;
    loop {
        let dashes = from + memchr::memmem::find(&bytes[from..], b"--")?;
        let rest = &bytes[dashes + 2..];
        if rest.starts_with(b">") {
            return Some(dashes + 3);
        }
        if rest.starts_with(b"!>") && dashes >= at + 4 {
            return Some(dashes + 4);
        }
        from = dashes + 1;
    }
}

/// Steps over the text of a raw element that begins at `at`, or has it fed in one chunk where it is kept;
/// gives where to go on.
fn step_over(source: &str, at: usize, raw: &Raw, tokens: &Tokens<'_>) -> usize {
    let Some(close) = raw_end(source.as_bytes(), at, raw.name.as_bytes()) else {
        return if raw.kept { at } else { source.len() };
    };
    if raw.kept {
        if close > at {
            tokens.kept_raw.set(Some(close));
        }
        return at;
    }
    // `<!--<script>` in a script changes where it ends (HTML Standard, 13.2.5.17): the tokenizer knows.
    if &*raw.name == "script" && memchr::memmem::find(&source.as_bytes()[at..close], b"<!--").is_some() {
        return at;
    }
    close
}

/// Where the end tag of a raw element begins.
fn raw_end(bytes: &[u8], from: usize, name: &[u8]) -> Option<usize> {
    memchr::memmem::find_iter(&bytes[from..], b"</").map(|found| from + found).find(|&at| {
        let rest = &bytes[at + 2..];
        let named = rest.len() >= name.len() && rest[..name.len()].eq_ignore_ascii_case(name);
        named
            && rest
                .get(name.len())
                .is_none_or(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' | b'/' | b'>'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_counted_as_the_tokenizer_does() {
        let table = [
            ("<p>", 0),
            ("<p a b=c d = 'e f' g=\"h>i\"/>", 4),
            ("<p a=b", 1),
            ("<p / =a >", 1),
            ("<a href=x/y>b=c", 1),
            ("<p a='b", 1),
            ("<", 0),
        ];
        for (tag, expected) in table {
            assert_eq!(attributes(tag.as_bytes()), expected, "{tag}");
        }
    }
}
