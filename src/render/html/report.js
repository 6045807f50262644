"use strict";
(() => {
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const card = document.getElementById("card");
  let shownFor = null;
  let pinned = false;
  let timer = 0;

  // The reference beside its marker. What is shown is copied from the list as nodes, never as markup.
  const fill = (marker) => {
    card.replaceChildren();
    for (const id of marker.dataset.refs.split(" ").filter(Boolean)) {
      const entry = document.getElementById(id);
      if (!entry) continue;
      const item = document.createElement("div");
      item.className = "item-card";
      for (const part of all(":scope > .label, :scope > .entry", entry)) item.append(part.cloneNode(true), " ");
      card.append(item);
    }
    if (marker.dataset.evidence && card.childNodes.length > 0) {
      const said = document.createElement("div");
      said.className = "item-card";
      const link = document.createElement("a");
      link.href = `#${marker.dataset.evidence}`;
      link.textContent = "What the source says";
      // The card would lie over what it leads to.
      link.addEventListener("click", () => setTimeout(hide, 0));
      said.append(link);
      card.append(said);
    }
    if (marker.dataset.note) {
      const note = document.createElement("div");
      note.className = "item-card note";
      note.textContent = marker.dataset.note;
      card.append(note);
    }
    return card.childNodes.length > 0;
  };

  const place = (marker) => {
    const at = marker.getBoundingClientRect();
    const left = Math.min(at.left, document.documentElement.clientWidth - card.offsetWidth - 12);
    const below = at.bottom + card.offsetHeight + 12 < window.innerHeight || at.top < card.offsetHeight + 12;
    card.style.left = `${Math.max(8, left) + window.scrollX}px`;
    card.style.top = `${(below ? at.bottom + 6 : at.top - card.offsetHeight - 6) + window.scrollY}px`;
  };

  const hide = () => {
    clearTimeout(timer);
    if (shownFor) shownFor.setAttribute("aria-expanded", "false");
    shownFor = null;
    pinned = false;
    card.hidden = true;
  };

  const show = (marker, pin) => {
    clearTimeout(timer);
    if (shownFor !== marker) {
      hide();
      if (!fill(marker)) return;
      card.hidden = false;
      place(marker);
      shownFor = marker;
      marker.setAttribute("aria-expanded", "true");
    }
    pinned = pinned || pin;
  };

  const markerOf = (event) => event.target instanceof Element && event.target.closest(".story .cite[data-refs]");
  const listed = (marker) => marker.dataset.refs || marker.dataset.note;

  const prepare = (root) => {
    for (const marker of all(".story .cite[data-refs]", root)) {
      if (!listed(marker)) continue;
      marker.setAttribute("role", "button");
      marker.setAttribute("aria-haspopup", "dialog");
      marker.setAttribute("aria-expanded", "false");
      marker.setAttribute("aria-controls", "card");
    }
  };

  document.addEventListener("click", (event) => {
    const marker = markerOf(event);
    if (marker && listed(marker)) {
      event.preventDefault();
      if (shownFor === marker && pinned) hide();
      else show(marker, true);
    } else if (!card.contains(event.target)) {
      hide();
    }
  });
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse" || pinned) return;
    const marker = markerOf(event);
    clearTimeout(timer);
    if (marker && listed(marker)) timer = setTimeout(() => show(marker, false), 120);
    else if (!card.contains(event.target)) timer = setTimeout(hide, 250);
  });
  document.addEventListener("focusin", (event) => {
    const marker = markerOf(event);
    if (marker && listed(marker) && marker.matches(":focus-visible")) show(marker, false);
    else if (!marker && !card.contains(event.target)) hide();
  });
  document.addEventListener("keydown", (event) => {
    const marker = markerOf(event);
    if (event.key === "Escape" && shownFor) {
      // Focus first: a marker that gets it shows its card.
      if (card.contains(document.activeElement)) shownFor.focus();
      hide();
    } else if ((event.key === " " || event.key === "Enter") && marker && listed(marker)) {
      event.preventDefault();
      show(marker, true);
      const link = card.querySelector("a");
      if (link) link.focus();
    } else if (event.key === "Tab" && card.contains(document.activeElement) && shownFor) {
      // From the card's ends the way leads back to the marker.
      const links = all("a", card);
      const end = event.shiftKey ? links[0] : links[links.length - 1];
      if (document.activeElement === end) {
        event.preventDefault();
        shownFor.focus();
      }
    }
  });
  window.addEventListener("resize", hide);

  // Articles: of many, each is packed until it is opened. What is packed is this page's own markup.
  const OPEN = 20;
  const articles = all("details.article");
  const packedOf = (article) => article.querySelector(":scope > script");
  // Pieces have no last block, so that many are one stream; each begins with a record separator.
  const unpacked = async (pieces) => {
    const bytes = (piece) => Uint8Array.from(atob(piece.textContent), (letter) => letter.charCodeAt(0));
    const blob = new Blob([...pieces.map(bytes), new Uint8Array([3, 0])]);
    const text = await new Response(blob.stream().pipeThrough(new DecompressionStream("deflate-raw"))).text();
    return text.split("\x1e").slice(1);
  };
  const release = async (article) => {
    const packed = packedOf(article);
    if (!packed) return;
    const template = document.createElement("template");
    [template.innerHTML] = await unpacked([packed]);
    prepare(template.content);
    hideFindings(template.content);
    // It may have been opened twice at once.
    if (packed.isConnected) packed.replaceWith(template.content);
  };
  const releaseShown = () => Promise.all(articles.filter((article) => !article.hidden).map(release));
  document.addEventListener("toggle", (event) => {
    if (event.target.matches("details.article[open]")) release(event.target);
  }, true);

  // Filters: findings by severity and rule, articles by their words and by whether any of their findings is shown.
  const form = document.getElementById("filter");
  const output = document.getElementById("shown");
  const found = articles.map((article) => article.dataset.found.split(" ").filter(Boolean).map((name) => name.split(":")));
  const total = found.reduce((sum, findings) => sum + findings.length, 0);
  const rules = new Set(found.flat().map(([, code]) => code));
  for (const option of all("option", form)) if (option.value && !rules.has(option.value)) option.remove();

  let severities = new Set();
  let rule = "";
  const isShown = (severity, code) => severities.has(severity) && (rule === "" || rule === code);
  const hideFindings = (root) => {
    for (const finding of all(".finding", root)) {
      finding.hidden = !isShown(finding.dataset.severity, finding.dataset.code);
    }
  };
  const escapes = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  // For each article, whether it has some words. Packed ones are unpacked by the hundred.
  const holders = async (words) => {
    const has = (text) => text.toLowerCase().includes(words);
    const markup = words.replace(/[&<>"']/g, (mark) => escapes[mark]);
    const held = articles.map((article) => has((packedOf(article) ? article.firstElementChild : article).textContent));
    const packed = Array.from(articles.keys()).filter((index) => !held[index] && packedOf(articles[index]));
    for (let at = 0; at < packed.length; at += 100) {
      const some = packed.slice(at, at + 100);
      const texts = await unpacked(some.map((index) => packedOf(articles[index])));
      for (const [which, text] of texts.entries()) {
        held[some[which]] = text.replace(/<[^>]*>/g, "").toLowerCase().includes(markup);
      }
    }
    return held;
  };
  let searched = "";
  let holding = null;
  let searches = 0;
  const search = async () => {
    const words = form.elements.words.value.trim().toLowerCase();
    if (words === searched) return;
    searched = words;
    searches += 1;
    const own = searches;
    if (words === "") holding = null;
    else {
      output.textContent = "searching …";
      const held = await holders(words);
      if (own !== searches) return;
      holding = held;
    }
    filter();
  };

  const filter = () => {
    severities = new Set(all("input[name=severity]:checked", form).map((box) => box.value));
    rule = form.elements.rule.value;
    const narrowed = rule !== "" || form.elements.faulty.checked;
    let count = 0;
    let visible = 0;
    for (const [index, article] of articles.entries()) {
      const shown = found[index].filter(([severity, code]) => isShown(severity, code)).length;
      article.hidden = (narrowed && shown === 0) || (holding !== null && !holding[index]);
      if (article.hidden) continue;
      visible += 1;
      count += shown;
    }
    hideFindings(document);
    output.textContent = `${count} of ${total} findings, ${visible} of ${articles.length} articles`;
    hide();
  };
  let typing = 0;
  form.addEventListener("change", filter);
  form.elements.words.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(search, 250);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
  prepare(document);
  for (const [index] of Array.from(found.entries()).filter(([, findings]) => findings.length > 0).slice(0, OPEN)) {
    if (packedOf(articles[index])) articles[index].open = true;
  }
  form.hidden = false;
  filter();

  const toggle = document.getElementById("open-all");
  toggle.addEventListener("click", () => {
    const shown = articles.filter((article) => !article.hidden);
    const open = shown.some((article) => !article.open);
    for (const article of shown) article.open = open;
    toggle.textContent = open ? "Close all" : "Open all";
  });

  // Links into closed articles open them; paper shows all that is not filtered away.
  const reveal = async () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const named = id && (document.getElementById(id) || document.getElementById(id.split("-")[0]));
    const article = named && named.closest("details.article");
    if (!article || (article.open && !packedOf(article))) return;
    await release(article);
    article.open = true;
    (document.getElementById(id) || article).scrollIntoView();
  };
  window.addEventListener("hashchange", reveal);
  reveal();
  let reopened = [];
  window.addEventListener("beforeprint", () => {
    reopened = articles.filter((article) => !article.open && !article.hidden);
    for (const article of reopened) article.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const article of reopened) article.open = false;
    reopened = [];
  });
  document.getElementById("print-articles").addEventListener("click", async () => {
    await releaseShown();
    window.print();
  });
  document.getElementById("print-worksheets").addEventListener("click", async () => {
    await releaseShown();
    const sheets = all("details.worksheet:not([open])");
    for (const sheet of sheets) sheet.open = true;
    document.body.classList.add("worksheets");
    window.print();
    document.body.classList.remove("worksheets");
    for (const sheet of sheets) sheet.open = false;
  });
})();
