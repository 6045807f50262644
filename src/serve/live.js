"use strict";
(() => {
  const gone = document.getElementById("gone");
  const all = (selector, root) => Array.from(root.querySelectorAll(selector));
  const rest = (time) => new Promise((done) => setTimeout(done, time));
  let number = "";
  let shown = null;

  // What a reader has opened, chosen and scrolled to. Parts are known by their article and their order in it.
  const parts = (page) =>
    all("details.article", page).flatMap((article) => [
      [article.id, article],
      ...all("details", article).map((part, index) => [`${article.id} ${index}`, part]),
    ]);
  const fields = (page) => all("#filter input, #filter select", page);
  const kept = (frame) => {
    const page = frame.contentDocument;
    return {
      open: new Map(parts(page).map(([name, part]) => [name, part.open])),
      chosen: fields(page).map((field) => [field.checked, field.value]),
      x: frame.contentWindow.scrollX,
      y: frame.contentWindow.scrollY,
    };
  };

  const choose = (page, chosen) => {
    for (const [index, field] of fields(page).entries()) {
      if (!chosen[index]) continue;
      const [checked, value] = chosen[index];
      if (field.checked === checked && field.value === value) continue;
      if (field.type === "checkbox") field.checked = checked;
      else field.value = value;
      for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
    }
  };

  const restore = async (frame, { open, chosen, x, y }) => {
    const page = frame.contentDocument;
    const openAgain = () => {
      for (const [name, part] of parts(page)) if (open.has(name)) part.open = open.get(name);
    };
    choose(page, chosen);
    openAgain();
    // Articles that are packed are unpacked by the page's own script.
    for (let tries = 0; tries < 100 && page.querySelector("details.article[open] > script"); tries += 1) await rest(20);
    openAgain();
    frame.contentWindow.scrollTo({ left: x, top: y, behavior: "instant" });
  };

  const load = (wanted) =>
    new Promise((done) => {
      const frame = document.createElement("iframe");
      frame.title = "Report";
      frame.addEventListener("load", async () => {
        if (shown) await restore(frame, kept(shown));
        frame.className = "shown";
        if (shown) shown.remove();
        shown = frame;
        number = wanted;
        done();
      }, { once: true });
      frame.src = `/report?${encodeURIComponent(wanted)}`;
      document.body.append(frame);
    });

  const look = async () => {
    try {
      const answer = await fetch("/number", { cache: "no-store" });
      const newest = await answer.text();
      gone.hidden = true;
      if (answer.ok && newest !== number) await load(newest);
    } catch {
      gone.hidden = false;
    }
    setTimeout(look, 400);
  };
  look();
})();
