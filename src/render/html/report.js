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

  for (const marker of all(".story .cite[data-refs]")) {
    if (!listed(marker)) continue;
    marker.setAttribute("role", "button");
    marker.setAttribute("aria-haspopup", "dialog");
    marker.setAttribute("aria-expanded", "false");
    marker.setAttribute("aria-controls", "card");
  }

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

  // Filters: findings by severity and rule, articles by whether any of theirs is shown.
  const form = document.getElementById("filter");
  const output = document.getElementById("shown");
  const findings = all(".finding");
  const articles = all("details.article");
  const rules = new Set(findings.map((finding) => finding.dataset.code));
  for (const option of all("option", form)) if (option.value && !rules.has(option.value)) option.remove();

  const filter = () => {
    const severities = new Set(all("input[name=severity]:checked", form).map((box) => box.value));
    const rule = form.elements.rule.value;
    let count = 0;
    for (const finding of findings) {
      finding.hidden = !severities.has(finding.dataset.severity) || (rule !== "" && rule !== finding.dataset.code);
      if (!finding.hidden) count += 1;
    }
    const narrowed = rule !== "" || form.elements.faulty.checked;
    let visible = 0;
    for (const article of articles) {
      article.hidden = narrowed && !article.querySelector(".finding:not([hidden])");
      if (!article.hidden) visible += 1;
    }
    output.textContent = `${count} of ${findings.length} findings, ${visible} of ${articles.length} articles`;
    hide();
  };
  form.addEventListener("change", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  filter();

  const toggle = document.getElementById("open-all");
  toggle.addEventListener("click", () => {
    const open = articles.some((article) => !article.open);
    for (const article of articles) article.open = open;
    toggle.textContent = open ? "Close all" : "Open all";
  });

  // Links into closed articles open them; paper shows all that is not filtered away.
  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const article = target && target.closest("details.article");
    if (article && !article.open) {
      article.open = true;
      target.scrollIntoView();
    }
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
  document.getElementById("print-worksheets").addEventListener("click", () => {
    const sheets = all("details.worksheet:not([open])");
    for (const sheet of sheets) sheet.open = true;
    document.body.classList.add("worksheets");
    window.print();
    document.body.classList.remove("worksheets");
    for (const sheet of sheets) sheet.open = false;
  });
})();
