/* The Explore page: asks the API for what may be chosen and for the table of the query of the page, both at once
   (callbacks/api/explore.py), and has assets/explore_pickers.js and assets/explore_table.js show them. The chart is
   asked for by Dash, once `show` has given it the query (callbacks/explore_chart.py). */
(function () {
  "use strict";

  const { make, announce } = window.curvePage;
  const CHART = "explore-chart";
  const REMEMBERED = 12; // tables
  const FEW = 4; // measures: with more, the table comes before the chart is asked for, or the server would do both at once
  const PATIENCE = 4000; // ms for which the chart lets the table go first: drawing it holds the browser up for longer
  const LATE = "The figures did not come. Choose again, or load the page once more.";
  let query = "";
  let latest = 0; // the question whose answer is awaited
  let following = null; // stops what is being fetched for an earlier choice
  const kept = new Map(); // query -> table

  const at = (id) => document.getElementById(id);
  const measures = (of) => (new URLSearchParams(of).get("measures") || "").split(",");
  const figures = () => document.querySelector(".explore-figures");
  const pause = (time) => new Promise((resolve) => window.setTimeout(resolve, time));
  const painted = () => new Promise((resolve) => window.requestAnimationFrame(() => window.setTimeout(resolve)));

  function startAgain() {
    return make("a", { href: "/explore" }, "Start again");
  }

  /* The words around both: what is shown, or why nothing can be. */
  function showChoice(options) {
    const form = new URLSearchParams(query).get("table") || "wide";
    for (const button of figures().querySelectorAll("[data-table]")) {
      button.setAttribute("aria-pressed", String(button.dataset.table === form));
    }
    at("choice-sentence").textContent = options.sentence;
    document.title = `Explore: ${options.sentence} – Turning the Curve`;
    at("explore-api").href = options.api;
    const message = at("explore-message");
    message.hidden = !options.message;
    message.replaceChildren(options.message ? `${options.message}. ` : "", startAgain());
    figures().hidden = Boolean(options.message);
    for (const link of figures().querySelectorAll("a[data-export]")) {
      link.href = `/api/v1/export/data?chart=explore&format=${link.dataset.export}&${query}`;
    }
  }

  async function ask(path, signal) {
    const answer = await fetch(path, { signal });
    if (!answer.ok) throw new Error(`${path.split("?")[0]} answered ${answer.status}`);
    return answer.json();
  }

  async function fetchTable(signal) {
    const mine = query;
    if (!kept.has(mine)) {
      kept.set(mine, await ask(`/api/v1/explore?${mine}`, signal));
      if (kept.size > REMEMBERED) kept.delete(kept.keys().next().value);
    }
    return kept.get(mine);
  }

  async function follow(mine) {
    if (following) following.abort();
    following = new AbortController();
    const { signal } = following;
    const wanted = () => mine === latest && Boolean(figures());
    try {
      const asked = fetchTable(signal);
      asked.catch(() => {}); // awaited below, unless the options fail first
      if (figures()) figures().setAttribute("aria-busy", "true");
      const options = await ask(`/api/v1/explore/options?${query}`, signal);
      if (!wanted()) return;
      window.dash_clientside.explorePickers.show(options, query);
      showChoice(options);
      const table = await asked;
      if (!wanted()) return;
      if (options.message) figures().removeAttribute("aria-busy");
      else await window.dash_clientside.exploreTable.show(table, options.count, wanted);
    } catch (error) {
      if (error.name === "AbortError" || !wanted()) return;
      at("explore-message").hidden = false;
      at("explore-message").textContent = LATE;
      figures().removeAttribute("aria-busy");
    }
  }

  document.addEventListener("click", (event) => {
    const form = event.target.closest("[data-table]");
    if (form && figures()) pick({ table: form.dataset.table });
    const copy = event.target.closest("#explore-copy-api");
    if (!copy) return;
    const address = at("explore-api").href;
    const words = copy.textContent;
    navigator.clipboard.writeText(address).then(
      () => {
        copy.textContent = "Query copied";
        announce("Query copied");
        window.setTimeout(() => (copy.textContent = words), 2000);
      },
      () => announce("The query is the address of the link Open in the API")
    );
  });

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.explore = {
    /* The reader has come to the page, or has chosen something else. Gives the query for which a chart is wanted. */
    show(chosen) {
      if (typeof chosen !== "string") return window.dash_clientside.no_update;
      query = chosen;
      latest += 1;
      const mine = latest;
      const shown = follow(mine);
      window.dash_clientside.present.after(CHART, Promise.race([shown.then(painted), pause(PATIENCE)]));
      if (measures(chosen).length <= FEW) return chosen;
      return shown.then(() => (mine === latest ? chosen : window.dash_clientside.no_update));
    },
  };
})();
