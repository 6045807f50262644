"""Other forms of a saved page, as sites that no set has write theirs: names that tell nothing, and what another site has around its
texts standing before, in or behind this one. The article's words stay what they are, and so does its gold."""
import hashlib, re

import lxml.html

# A tag of a page, or a comment, or an element whose content is no markup.
TAG = re.compile(r"""<!--.*?-->|<(?P<raw>script|style|textarea|title)\b[^>]*>.*?</(?P=raw)\s*>|"""
                 r"""<(?P<close>/?)(?P<name>[a-z][\w:-]*)(?P<rest>(?:[^>"']|"[^"]*"|'[^']*')*)>""", re.S | re.I)
ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
SELECTOR = re.compile(r"([.#])([A-Za-z_][\w-]*)")
NAMING, TELLING = {"class", "id", "for"}, {"role", "property", "typeof", "aria-label", "rel"}
SECTIONS = {"article", "main", "section", "header", "footer", "aside", "nav", "hgroup"}
# What may stand on its own on another page, and how many letters, and bytes of markup, it has.
BOXES, LETTERS, MARKUP = {"div", "section", "aside", "nav", "footer", "ul", "form", "header"}, (40, 2500), 25_000
UNSEEN = "//script|//style|//noscript|//iframe|//svg|//comment()|//template|//img|//link"
# Words of a run by which a box is known to have words of the text, and how many of the boxes of a page are put into another at most.
RUN, MOST = 4, 3


def squeezed(text):
    return re.sub(r"\s+", "", text)


def renamed(source, salt):
    """A page, each of whose names (classes, ids) is another that tells nothing, in its style sheets too."""
    def name(old):
        return "css-" + hashlib.md5((salt + old).encode()).hexdigest()[:6]

    def attribute(found):
        key, value = found[1], (found[2] or "").strip("\"'")
        if key.lower() in NAMING and value:
            return key + '="' + " ".join(name(old) for old in value.split()) + '"'
        if key.lower() == "href" and value.startswith("#") and len(value) > 1:
            return f'{key}="#{name(value[1:])}"'
        return found[0]

    def tag(found):
        if (found["raw"] or "").lower() == "style":
            return SELECTOR.sub(lambda part: part[1] + name(part[2]), found[0])
        if not found["rest"] or found["close"]:
            return found[0]
        return f"<{found['name']}{ATTRIBUTE.sub(attribute, found['rest'])}>"

    return TAG.sub(tag, source)


def unnamed(markup, salt=None):
    """A piece of a page whose sections are boxes, and whose names are dropped, or others where there is a salt."""
    def attribute(found):
        key = found[1].lower()
        return "" if key in NAMING | TELLING or key.startswith(("data-", "item")) else found[0]

    def tag(found):
        if not found["name"]:
            return found[0]
        kind = "div" if found["name"].lower() in SECTIONS else found["name"]
        rest = found["rest"] if salt else ATTRIBUTE.sub(attribute, found["rest"])
        return f"<{found['close']}{kind}{rest}>"

    boxed = TAG.sub(tag, markup)
    return renamed(boxed, salt) if salt else boxed


def around_text(page, gold, tokens):
    """The markup of the largest boxes of a page (its bytes) that have none of the words of its gold."""
    declared = re.search(rb"charset=[\"']?([\w-]+)", page[:4000])
    try:
        parser = lxml.html.HTMLParser(encoding=declared[1].decode() if declared else "utf-8")
        body = lxml.html.document_fromstring(page, parser=parser).find("body")
    except (LookupError, lxml.etree.LxmlError):
        return []
    if body is None:
        return []
    for unseen in body.xpath(UNSEEN):
        if unseen.getparent() is not None:
            unseen.drop_tree()
    words = tokens("\n".join(gold))
    runs = {tuple(words[at:at + RUN]) for at in range(len(words) - RUN + 1)}
    wholes, found, open_boxes = {squeezed(paragraph) for paragraph in gold}, [], list(body)[::-1]
    while open_boxes:
        box = open_boxes.pop()
        if not isinstance(box.tag, str):
            continue
        text = box.text_content()
        plain, own = squeezed(text), tokens(text)
        if len(own) < RUN:
            continue
        is_texts = plain in wholes or any(tuple(own[at:at + RUN]) in runs for at in range(len(own) - RUN + 1))
        if not is_texts and len(plain) < LETTERS[0]:
            continue
        if is_texts or box.tag not in BOXES or len(plain) > LETTERS[1]:
            open_boxes += list(box)[::-1]
            continue
        markup = lxml.html.tostring(box, encoding="ascii", with_tail=False).decode()
        if len(markup) < MARKUP:
            found.append(markup)
    return found


def grafted(source, boxes, random):
    """A page with some boxes of others behind some of its paragraphs: half of them without names, some with others."""
    ends = [found.end() for found in re.finditer(r"</p\s*>", source, re.I)]
    if len(ends) < MOST:
        ends = [found.end() for found in re.finditer(r"</(?:div|p|h[1-3])\s*>", source, re.I)]
    if not ends or not boxes:
        return source
    for at in sorted((random.choice(ends) for _ in range(random.randint(1, MOST))), reverse=True):
        box, chance = random.choice(boxes), random.random()
        if chance < 0.7:
            box = unnamed(box, None if chance < 0.5 else str(chance))
        source = source[:at] + box + source[at:]
    return source
