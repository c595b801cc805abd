/* The pack: charts gathered while browsing, in order, each with a note. It is kept in this browser: which charts of which
   choices, and the reader's own words, but no figure. What they show is looked up when the page of the pack is opened. */
(function () {
  "use strict";

  const { make, announce } = window.curvePage;
  const KEPT = "curve-pack";
  const MOST = 40;
  const LONGEST_NOTE = 500;
  const LONGEST_TITLE = 120;
  let removed = []; // what was taken out, with its places, for as long as the page lives
  const shown = new Map(); // item -> what it shows

  const at = (id) => document.getElementById(id);

  function read() {
    try {
      const kept = JSON.parse(window.localStorage.getItem(KEPT));
      const items = Array.isArray(kept.items) ? kept.items.filter((one) => one && typeof one.item === "string") : [];
      return { title: typeof kept.title === "string" ? kept.title : "", items };
    } catch {
      return { title: "", items: [] };
    }
  }

  function write(pack) {
    try {
      window.localStorage.setItem(KEPT, JSON.stringify(pack));
    } catch {
      announce("This browser keeps nothing, so the pack is lost when the page is left");
    }
    count();
  }

  function count() {
    const link = document.querySelector('.nav a[data-page="pack"]');
    const { length } = read().items;
    if (!link) return;
    if (length) link.dataset.count = String(length);
    else delete link.dataset.count;
  }

  /* ---- adding ------------------------------------------------------------------------------------------------------ */

  function add(button) {
    const pack = read();
    const item = `${button.closest("[data-block]").dataset.block}?${window.dash_clientside.present.query()}`;
    if (pack.items.some((one) => one.item === item)) return announce("This chart is in the pack already");
    if (pack.items.length >= MOST) return announce(`A pack holds ${MOST} charts at most`);
    pack.items.push({ item, note: "" });
    write(pack);
    announce(`Added to the pack, which holds ${pack.items.length} now`);
    const words = button.textContent;
    button.textContent = `In the pack (${pack.items.length})`;
    return window.setTimeout(() => (button.textContent = words), 2500);
  }

  /* ---- the page ------------------------------------------------------------------------------------------------------ */

  const partsOf = (item) => {
    const cut = item.indexOf("?");
    return cut < 0 ? [item, ""] : [item.slice(0, cut), item.slice(cut + 1)];
  };

  function pageOf(name) {
    const links = [...document.querySelectorAll(".nav a")];
    return links.find((link) => name === link.dataset.page || name.startsWith(`${link.dataset.page}-`));
  }

  async function look(item) {
    if (shown.has(item)) return shown.get(item);
    const [name, query] = partsOf(item);
    const answer = await window.fetch(`/api/v1/export/data?chart=${encodeURIComponent(name)}&${query}&format=json`);
    const told = await answer.json();
    const found = answer.ok ? told : { headline: name, subtitle: `There are no figures for this now. ${told.detail}`, labels: [] };
    if (answer.ok) shown.set(item, found);
    return found;
  }

  function control(words, action, place, disabled) {
    const made = make("button", { type: "button", class: "button", "data-pack": action, "data-place": String(place) }, words);
    made.setAttribute("aria-describedby", `pack-headline-${place}`);
    made.disabled = disabled;
    return made;
  }

  function describe(entry, found, place) {
    entry.querySelector("a").textContent = found.headline;
    entry.querySelector(".pack-subtitle").textContent = found.subtitle;
    const labels = found.labels.map((label) => make("span", { class: `tag tag-${label.split(",")[0].toLowerCase()}` }, label));
    entry.querySelector(".pack-labels").replaceChildren(...labels);
    entry.querySelector("textarea").setAttribute("aria-describedby", `pack-headline-${place}`);
  }

  function build({ item, note }, place, total) {
    const [name, query] = partsOf(item);
    const page = pageOf(name);
    const field = make("textarea", { id: `pack-note-${place}`, rows: "2", maxlength: String(LONGEST_NOTE), "data-place": String(place) });
    field.value = note;
    const entry = make(
      "li", { class: "block pack-item" },
      make("h3", { id: `pack-headline-${place}` }, make("a", { href: page ? `${page.pathname}?${query}` : "/" }, "…")),
      make("p", { class: "pack-subtitle quiet-words" }),
      make("div", { class: "pack-labels block-labels" }),
      make("label", { for: field.id }, "Your note, printed above the chart"),
      field,
      make(
        "div", { class: "actions" },
        control("Move up", "up", place, place === 0), control("Move down", "down", place, place === total - 1),
        control("Take out", "remove", place, false)
      )
    );
    look(item).then((found) => describe(entry, found, place), () => describe(entry, { headline: name, subtitle: "", labels: [] }, place));
    return entry;
  }

  function showTitle(pack) {
    const place = at("pack-title-place");
    if (!place.firstChild || place.firstChild.id !== "pack-title") {
      const field = make("input", { id: "pack-title", type: "text", maxlength: String(LONGEST_TITLE), placeholder: "Charts for a meeting" });
      place.replaceChildren(field);
    }
    if (document.activeElement !== place.firstChild) place.firstChild.value = pack.title;
  }

  function show() {
    if (!at("pack-list")) return;
    const pack = read();
    at("pack-empty").hidden = pack.items.length > 0 || removed.length > 0;
    at("pack-body").hidden = pack.items.length === 0 && removed.length === 0;
    showTitle(pack);
    at("pack-list").replaceChildren(...pack.items.map((one, place) => build(one, place, pack.items.length)));
    for (const button of document.querySelectorAll(".pack-take button")) button.disabled = !pack.items.length;
    document.querySelector('[data-pack="undo"]').hidden = !removed.length;
    document.querySelector('[data-pack="empty"]').hidden = !pack.items.length;
    at("pack-size").textContent = pack.items.length === 1 ? "1 chart" : `${pack.items.length} charts`;
    count();
  }

  function focus(action, place) {
    const wanted = document.querySelector(`.pack-item [data-pack="${action}"][data-place="${place}"]`);
    const other = document.querySelector(`.pack-item [data-place="${place}"]:not([disabled]):not(textarea)`);
    const chosen = wanted && !wanted.disabled ? wanted : other || document.querySelector('[data-pack="undo"]:not([hidden])');
    if (chosen) chosen.focus();
  }

  function move(place, by, action) {
    const pack = read();
    const to = place + by;
    if (to < 0 || to >= pack.items.length) return;
    pack.items.splice(to, 0, ...pack.items.splice(place, 1));
    write(pack);
    show();
    focus(action, to);
    announce(`Moved to place ${to + 1} of ${pack.items.length}`);
  }

  const actions = {
    add,
    up: (button) => move(Number(button.dataset.place), -1, "up"),
    down: (button) => move(Number(button.dataset.place), 1, "down"),
    remove(button) {
      const pack = read();
      const place = Number(button.dataset.place);
      removed.push({ place, one: pack.items.splice(place, 1)[0] });
      write(pack);
      show();
      focus("remove", Math.min(place, pack.items.length - 1));
      announce("Taken out of the pack");
    },
    empty() {
      const pack = read();
      removed.push(...pack.items.map((one, place) => ({ place, one })).reverse());
      write({ ...pack, items: [] });
      show();
      focus("undo", -1);
      announce("The pack is empty");
    },
    undo() {
      const pack = read();
      while (removed.length) {
        const { place, one } = removed.pop();
        pack.items.splice(place, 0, one);
      }
      write({ ...pack, items: pack.items.slice(0, MOST) });
      show();
      focus("remove", 0);
      announce("Put back");
    },
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-pack]");
    if (button) actions[button.dataset.pack](button);
  });
  document.addEventListener("input", ({ target }) => {
    const pack = read();
    if (target.id === "pack-title") write({ ...pack, title: target.value });
    else if (target.closest(".pack-item")) {
      pack.items[Number(target.dataset.place)].note = target.value;
      write(pack);
    }
  });
  window.addEventListener("storage", (event) => event.key === KEPT && (count(), show())); // another tab has changed it
  count();

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.pack = {
    /* The page has come. */
    show() {
      show();
      return window.dash_clientside.no_update;
    },

    /* Where the pack is had as a paper. */
    address(format) {
      const { title, items } = read();
      const query = new URLSearchParams({ format });
      if (title.trim()) query.set("title", title.trim());
      for (const { item } of items) query.append("item", item);
      const last = items.reduce((found, { note }, place) => (note.trim() ? place : found), -1);
      for (const { note } of items.slice(0, last + 1)) query.append("note", note.trim());
      return `/api/v1/export/pack?${query}`;
    },
  };
})();
