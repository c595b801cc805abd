/* The Data page: its lists, the search in them, the groups of the coverage grid; and, on every page, what is new since
   the reader last looked. What was seen is kept in this browser's storage and nowhere else. */
(function () {
  "use strict";

  const { make } = window.curvePage;
  const SEEN = "data-version-seen";
  const LISTED = 8; // measures that the notice names before it folds the rest away
  let picked = false; // a measure from the list, whose entry is on its way
  const marked = () => document.querySelectorAll("[data-news]");

  const count = (number, one) => `${number.toLocaleString("en-GB")} ${one}${number === 1 ? "" : "s"}`;

  /* ---- the list of measures -------------------------------------------------------------------------------------- */

  function linkTo(measure, query) {
    const values = new URLSearchParams(query);
    values.delete("period");
    values.set("measure", measure);
    return `/data?${values}`;
  }

  function linkMeasures(query) {
    const chosen = new URLSearchParams(query).get("measure") || "neet";
    for (const link of document.querySelectorAll(".page-data a[data-measure]")) {
      link.href = linkTo(link.dataset.measure, query);
      if (link.closest("#data-list") && link.dataset.measure === chosen) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    const version = new URLSearchParams(query).get("version");
    for (const link of document.querySelectorAll('.page-data .data-links a[href^="/api/"]')) {
      const address = new URL(link.href);
      address.searchParams.delete("version");
      if (version) address.searchParams.set("version", version);
      link.href = address.pathname + address.search;
    }
    showCurrent();
  }

  /* The chosen measure stays in sight in the list, without moving the page. */
  function showCurrent() {
    const list = document.getElementById("data-list");
    const link = list && list.querySelector("[aria-current]");
    if (!link) return;
    const [entry, box] = [link.closest("li").getBoundingClientRect(), list.getBoundingClientRect()];
    if (entry.top < box.top || entry.bottom > box.bottom) list.scrollTop += entry.top - box.top - box.height / 3;
  }

  function listMeasures(topics) {
    const entry = ([id, title, line, others, imported]) =>
      make(
        "li", { "data-words": `${title} ${line} ${others}`.toLowerCase() },
        make("a", { href: `/data?measure=${id}`, "data-measure": id }, title), ...(imported ? [" ", make("span", { class: "tag" }, "imported")] : []),
        make("p", {}, line)
      );
    const parts = topics.map(([topic, members]) =>
      make("div", { class: "data-topic" }, make("h3", {}, topic), make("ul", {}, ...members.map(entry)))
    );
    document.getElementById("data-list").replaceChildren(...parts);
  }

  function put(parts) {
    for (const [id, html] of Object.entries(parts)) {
      const place = document.getElementById(id);
      if (place && place.said !== html) {
        place.said = html;
        place.innerHTML = html;
      }
    }
  }

  function search() {
    const field = document.getElementById("data-search");
    const found = document.getElementById("data-found");
    if (!field || !found) return;
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const topic of document.querySelectorAll("#data-list .data-topic")) {
      let here = 0;
      for (const entry of topic.querySelectorAll("li")) {
        entry.hidden = !words.every((word) => entry.dataset.words.includes(word));
        if (!entry.hidden) here += 1;
      }
      topic.hidden = !here;
      shown += here;
    }
    if (!words.length) found.textContent = "";
    else if (shown) found.textContent = `${count(shown, "measure")} found`;
    else found.textContent = "No measure has these words. Try fewer, or a topic such as “absence”.";
  }

  /* ---- the coverage grid ----------------------------------------------------------------------------------------- */

  let cover = null; // what the grid shows, as layouts/coverage_grid.py sends it

  const plain = (words) => words.split(":")[0];

  function memberCell(letter) {
    const [mark, words] = cover.states[letter];
    return make(
      "td", { class: `cover-${letter === "." ? "absent" : letter}`, title: plain(words) },
      make("span", { "aria-hidden": "true" }, mark), make("span", { class: "visually-hidden" }, plain(words))
    );
  }

  function memberRow([name, letters], style) {
    return make("tr", { class: style }, make("th", { scope: "row" }, name), ...[...letters].map(memberCell));
  }

  /* 100 and 0 stand for all and none, and for nothing else. */
  function shareCell([known, of]) {
    if (!of) return make("td", { class: "cover-n", title: "no such area then" });
    const percent = known === of ? 100 : known ? Math.min(99, Math.max(1, Math.round((100 * known) / of))) : 0;
    const level = percent === 100 ? "all" : percent ? "some" : "none";
    return make("td", { class: `cover-${level}`, title: `${known} of ${of}` }, String(percent));
  }

  function groupRow([title, shares, members], index) {
    if (!shares.length) return memberRow(members[0], "cover-single");
    const size = make("span", { class: "cover-count" }, String(members.length));
    const button = make("button", { type: "button", class: "cover-open", "aria-expanded": "false", "data-group": index }, title, " ", size);
    return make("tr", {}, make("th", { scope: "row" }, button), ...shares.map(shareCell));
  }

  function buildGrid() {
    const heads = cover.periods.map(([key, label]) => make("th", { scope: "col", title: label }, key));
    const table = make(
      "table", { class: "cover" }, make("caption", { class: "visually-hidden" }, cover.caption),
      make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "Areas"), ...heads)), make("tbody", {}, ...cover.groups.map(groupRow))
    );
    const key = Object.values(cover.states).map(([mark, words]) => make("li", {}, make("b", {}, mark || "blank"), ` ${words}`));
    return [
      make("p", {}, `${cover.sentence} Numbers are the share of areas with a figure, in per cent; open a group to see its areas.`),
      make("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": cover.caption }, table),
      make("ul", { class: "cover-key", "aria-label": "What the marks say" }, ...key),
    ];
  }

  function showGrid(data) {
    const place = document.getElementById("data-grid");
    if (!place || !data || place.shown === data) return;
    cover = data;
    place.shown = data;
    place.replaceChildren(...buildGrid());
    const scroller = place.querySelector(".table-scroll");
    scroller.scrollLeft = scroller.scrollWidth; // the latest periods are what most readers come for
  }

  function openGroup(button) {
    const row = button.closest("tr");
    const open = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(open));
    if (open) {
      const members = cover.groups[Number(button.dataset.group)][2];
      row.after(...members.map((member) => memberRow(member, "cover-member")));
      return;
    }
    while (row.nextElementSibling && row.nextElementSibling.classList.contains("cover-member")) row.nextElementSibling.remove();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".cover-open");
    if (button) openGroup(button);
    if (event.target.closest("#data-list a[data-measure]")) picked = true;
  });
  document.addEventListener("input", (event) => {
    if (event.target.id === "data-search") search();
  });

  /* ---- what is new since the last look ---------------------------------------------------------------------------- */

  let news = null; // [{ measure, title, added, changed, withdrawn }], null until it is known
  let current = 0;

  function remembered() {
    try {
      return parseInt(window.localStorage.getItem(SEEN), 10) || 0;
    } catch {
      return current; // storage is switched off: nothing is ever new
    }
  }

  function remember() {
    try {
      window.localStorage.setItem(SEEN, String(current));
    } catch {
      /* nothing to remember with */
    }
  }

  function gather(changes) {
    const measures = new Map();
    for (const { measure, measure_title: title, added, changed, withdrawn } of changes) {
      const sum = measures.get(measure) || { measure, title, added: 0, changed: 0, withdrawn: 0 };
      measures.set(measure, { ...sum, added: sum.added + added, changed: sum.changed + changed, withdrawn: sum.withdrawn + withdrawn });
    }
    return [...measures.values()];
  }

  const sentence = () =>
    `${count(news.length, "measure")} ${news.length === 1 ? "has" : "have"} new figures since you last looked (version ${current})`;

  function tell() {
    for (const place of marked()) {
      place.usual = place.usual || place.textContent;
      const fresh = news && news.length && !document.querySelector(".page-data");
      place.textContent = fresh ? sentence() : place.usual;
      place.classList.toggle("data-fresh", Boolean(fresh));
    }
  }

  function newsItem({ measure, title, added, changed, withdrawn }) {
    const said = [[added, "new"], [changed, "changed"], [withdrawn, "withdrawn"]].filter(([number]) => number);
    const words = said.map(([number, word]) => `${number.toLocaleString("en-GB")} ${word}`).join(", ");
    return make("li", {}, make("a", { href: `/data?measure=${measure}`, "data-measure": measure }, title), `: ${words}`);
  }

  /* The notice on the Data page; having been shown it, the reader has looked. */
  function showNews(query) {
    const place = document.getElementById("data-news");
    if (!place || !news || !news.length) return;
    const items = news.map(newsItem);
    const parts = [make("h2", {}, "Since you last looked"), make("p", {}, `${sentence()}.`), make("ul", {}, ...items.slice(0, LISTED))];
    if (items.length > LISTED) {
      const more = make("summary", {}, `and ${count(items.length - LISTED, "more measure")}`);
      parts.push(make("details", {}, more, make("ul", {}, ...items.slice(LISTED))));
    }
    place.replaceChildren(...parts);
    place.hidden = false;
    linkMeasures(query);
    remember();
    tell();
  }

  async function ask() {
    const line = document.querySelector("[data-version]");
    if (!line || new URLSearchParams(window.location.search).has("version")) return; // an earlier version has no news
    current = Number(line.dataset.version);
    const seen = remembered();
    if (!seen || seen >= current) {
      if (seen !== current) remember();
      return;
    }
    const answer = await fetch(`/api/v1/changes?since=${seen}&limit=100000`);
    if (!answer.ok) return;
    news = gather(await answer.json());
    if (!news.length) remember();
    tell();
    showNews(window.location.search);
  }

  ask().catch(() => {}); // without an answer the page says nothing about news

  /* Whoever picked from the list is led to the entry; where the list stands above it, the page moves there. */
  function leadToEntry() {
    if (!picked) return;
    picked = false;
    const entry = document.getElementById("data-entry");
    entry.focus({ preventScroll: true });
    if (document.getElementById("data-list").getBoundingClientRect().bottom <= entry.getBoundingClientRect().top) entry.scrollIntoView();
  }

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.data = {
    /* The page's parts have come: HTML that the server has escaped (layouts/to_html.py), and the grid as data. */
    show(parts, query) {
      if (!parts) return;
      if (parts.lists) {
        listMeasures(parts.lists.measures);
        put(parts.lists.parts);
      }
      put(parts.parts);
      showGrid(parts.cover);
      linkMeasures(query || "");
      search();
      showNews(query || "");
      leadToEntry();
    },
  };
})();
