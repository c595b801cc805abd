/* The browser's half of callbacks/selection_sync.py: what the reader has chosen, in the address and the Store.
   Picking in the filter bar (assets/filter_bar.js) needs no server; an address from outside is read by the server. */
(function () {
  "use strict";

  const filters = window.curveFilters;
  const { USUAL, form } = filters;
  const EXTRA = ["since", "group"]; // in the query, but without a field of their own
  const ORDER = ["home", "measure", "area", "neighbours", "average", "show", "from", "to", "period", "since", "group",
    "measures", "areas", "groups", "shape", "table", "year", "version", "pair", "order", "view", "plan", "priority", "lead", "status", "sort",
    "ahead", "unknown", "share", "moved", "quarter", "edition", "paper"];
  const DISPLAY = ["neighbours", "average", "show", "from", "to"];
  const banner = document.querySelector(".pinned"); // there where the address keeps every page to one dataset version
  const pinned = banner ? banner.dataset.pinned : "";
  let current = null; // the search string that the Store stands for
  let chosen = {}; // parameter -> value, defaults left out, as in the canonical query
  let displayed = null; // the query that filter bar and charts show
  let moved = false; // from the page on which the reader arrived
  const seen = new Set(); // addresses that were written here, so that Back needs no server to read them

  function read(query) {
    return Object.fromEntries(new URLSearchParams(query || ""));
  }

  function write(values) {
    return ORDER.filter((name) => values[name])
      .map((name) => `${name}=${encodeURIComponent(values[name]).replace(/%2C/g, ",").replace(/%2F/g, "/").replace(/%20/g, "+")}`)
      .join("&");
  }

  function setProps(id, props) {
    window.dash_clientside.set_props(id, props);
  }

  function linkTo(pathname) {
    const plain = pathname.replace(/\/+$/, "") || "/";
    return [...document.querySelectorAll(".nav a")].find((each) => each.pathname === plain);
  }

  function pageName(pathname) {
    const link = linkTo(pathname);
    return link ? link.dataset.page : "";
  }

  const showForm = () => filters.show(chosen, pageName(window.location.pathname));

  const gridUrl = document.currentScript.dataset.grid;

  function loadGrid() {
    if (window.dash_ag_grid) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = gridUrl;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
  }

  function showPage() {
    const page = pageName(window.location.pathname);
    document.body.dataset.page = page;
    document.body.dataset.view = chosen.view || "";
    for (const each of form().querySelectorAll("[data-pages]")) {
      each.hidden = !each.dataset.pages.split(" ").includes(page);
    }
    const filtered = [...form().querySelectorAll("[data-pages]")].some((each) => !each.hidden);
    form().hidden = !page || !filters.choices().home || !filtered;
    const query = write(chosen);
    for (const link of document.querySelectorAll(".pinned a")) {
      link.pathname = window.location.pathname;
      link.search = write({ ...chosen, version: "" });
    }
    for (const link of document.querySelectorAll(".nav a, a[data-keep]")) {
      link.search = query;
      if (link.dataset.page === page) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    if (!page || form().hidden) {
      document.title = page && !filtered ? `${linkTo(window.location.pathname).textContent} – Turning the Curve` : "Turning the Curve";
      return;
    }
    const text = filters.sentence(page, chosen, pinned);
    document.getElementById("choice-sentence").textContent = text;
    const title = document.querySelector(".nav a[aria-current]").textContent;
    document.title = `${title}: ${text} – Turning the Curve`;
  }

  /* ---- the reader picks ------------------------------------------------------------------------------------------ */

  function pick(changes) {
    const values = { ...chosen, ...changes };
    if (changes.home && changes.home !== chosen.home) delete values.area;
    if (changes.measure && changes.measure !== chosen.measure) delete values.period;
    if ("measure" in changes || "period" in changes) delete values.since; // it lies before the one and belongs to the other
    if ("year" in changes) delete values.quarter;
    if (changes.plan) for (const name of ["priority", "lead", "status"]) delete values[name];
    if (values.plan === filters.choices().plan_now) delete values.plan;
    for (const [name, usual] of Object.entries(USUAL)) if (values[name] === usual) delete values[name];
    if (values.from && values.to && values.from > values.to) [values.from, values.to] = [values.to, values.from];
    const query = write(values);
    if (query === write(chosen)) return showForm();
    // Before Dash has started, or into another version, which has choices of its own: another document.
    if (!window.dash_clientside.set_props || !keepsVersion(query)) return window.location.assign(`?${query}`);
    seen.add(`?${write(chosen)}`);
    current = `?${query}`;
    seen.add(current);
    window.history.pushState({}, "", `${window.location.pathname}${current}`);
    const tell = () => {
      setProps("selection", { data: query });
      if (document.querySelector("#message *")) setProps("message", { children: null });
    };
    if (onlyDisplay(changes) || window.dash_clientside.present.remembers(query)) {
      display(query);
      window.requestAnimationFrame(() => window.setTimeout(tell)); // what is drawn already is seen first
    } else {
      chosen = read(query);
      tell();
    }
  }

  /* What the browser can show by itself, without figures that it does not hold. */
  const onlyDisplay = (changes) => Object.keys(changes).every((name) => DISPLAY.includes(name));

  function display(query) {
    if (query === displayed) return;
    displayed = query;
    chosen = read(query);
    window.dash_clientside.present.choose(chosen, query);
    showForm();
    showPage();
    document.getElementById("page").classList.remove("page-slot-empty");
  }

  function toggled(toggle) {
    const { name, value } = toggle.dataset;
    if (name === "average") return pick({ average: value });
    toggle.setAttribute("aria-pressed", String(toggle.getAttribute("aria-pressed") !== "true"));
    return pick(filters.picked(name));
  }

  /* ---- moving about ---------------------------------------------------------------------------------------------- */

  const keepsVersion = (search) => (read(search).version || "") === pinned;

  function isInside(link, event) {
    return (
      link.origin === window.location.origin && !link.target && !link.hasAttribute("download") &&
      !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey && event.button === 0 &&
      pageName(link.pathname) && !link.getAttribute("href").startsWith("#") && keepsVersion(link.search)
    );
  }

  /* On a page that stays with one version, a link that says nothing of versions stays with it too, the API's included. */
  function pin(event) {
    const link = pinned && event.target.closest && event.target.closest("a[href]");
    if (!link || link.origin !== window.location.origin || link.closest(".pinned") || link.hash || read(link.search).version) return;
    link.search = `${link.search}${link.search ? "&" : "?"}version=${pinned}`;
  }

  document.addEventListener("focusin", pin);
  document.addEventListener("pointerdown", pin);
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented) return;
    const link = event.target.closest("a[href]");
    if (link && isInside(link, event)) {
      event.preventDefault();
      if (link.pathname === window.location.pathname && !link.search) return;
      moved = true;
      window.history.pushState({}, "", link.href);
      window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
      if (!link.closest("[data-stay]")) window.scrollTo(0, 0); // a choice in the middle of a page leaves the reader there
      return;
    }
    const toggle = event.target.closest(".toggle");
    if (toggle && form().contains(toggle)) toggled(toggle);
    const opener = event.target.closest(".filters-toggle");
    if (opener) opener.setAttribute("aria-expanded", String(form().classList.toggle("filters-open")));
  });

  document.addEventListener("change", (event) => {
    if (event.target.form === form() && event.target.name) pick(filters.picked(event.target.name));
  });
  document.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("reset", (event) => {
    if (event.target !== form()) return;
    event.preventDefault();
    const kept = document.body.dataset.page === "overview" ? { view: chosen.view } : { measure: chosen.measure, pair: chosen.pair, plan: chosen.plan };
    const values = { home: filters.choices().default, ...kept };
    for (const name of [...ORDER, ...EXTRA]) if (!(name in values)) values[name] = "";
    pick(values);
  });

  /* ---- what Dash calls ------------------------------------------------------------------------------------------- */

  /* What of the address the server must read: null where the Store stands for it, or now does. */
  function unread(query) {
    const search = window.location.search;
    const known = search === current || search === `?${query}`;
    current = search;
    if (known) return null;
    if (!seen.has(search)) return search;
    setProps("selection", { data: search.slice(1) });
    setProps("message", { children: null });
    return null;
  }

  function onMove() {
    if (!form()) return;
    if (!keepsVersion(window.location.search)) return window.location.reload();
    const search = unread(write(chosen));
    if (search !== null) setProps("address", { data: search });
  }

  /* The filter bar is there before Dash is: it shows the address at once, and what the server makes of it later. */
  if (form() && filters.prepare()) {
    chosen = { home: filters.choices().default, ...read(window.location.search) };
    showForm();
    showPage();
  }

  window.addEventListener("popstate", onMove);
  window.addEventListener("_dashprivate_pushstate", onMove);

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.selection = {
    pick, // for pages with controls of their own: pick({ measures: "neet,not-known" })

    /* The reader has arrived, or the path has changed: hand the address to the server, unless it is known here. */
    arrive(pathname, known, query) {
      if (current === null && typeof known === "string") current = known;
      const search = unread(query);
      if (form() && filters.prepare() && chosen.home) {
        showForm(); // which years there are depends on the page
        showPage();
      }
      return search === null ? window.dash_clientside.no_update : search;
    },

    /* The Store has changed: show it in the filter bar, and on the charts at once. */
    show(query) {
      if (typeof query !== "string" || !form() || !filters.prepare()) return;
      display(query);
    },

    /* The path has changed: the page comes, unless it is there already. */
    prepare(pathname, there) {
      if (pathname === there) return window.dash_clientside.no_update;
      const link = linkTo(pathname);
      return link && link.dataset.grid === "true" ? loadGrid().then(() => pathname) : pathname;
    },

    /* A page has come: a reader who is listening hears its heading. */
    land() {
      const heading = document.querySelector("#page h1");
      if (!heading || !moved) return;
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    },
  };

})();
