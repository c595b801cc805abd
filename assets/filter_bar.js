/* The filter bar: its selects and switches, what of them the reader has picked, and the sentence that says it. */
(function () {
  "use strict";

  const ALL_SHOWN = ["neighbours", "each", "core", "region", "england", "wedges", "band", "interval", "target"];
  const USUALLY_SHOWN = ALL_SHOWN.filter((name) => name !== "core");
  const USUAL = { measure: "neet", neighbours: "2025", average: "mean", table: "wide", pair: "persistent-absence-looked-after", order: "size" };
  let choices = {}; // what there is to choose from, as the page came with it

  const form = () => document.getElementById("filters");
  const field = (name) => form().elements[name];
  const toggles = (name) => [...form().querySelectorAll(`.toggle[data-name="${name}"]`)];
  const option = (value, words) => new Option(words, value);

  function fillGroups(select, groups) {
    select.replaceChildren(
      ...groups.map(([words, members]) => {
        const group = document.createElement("optgroup");
        group.label = words;
        group.append(...members.map(([value, text]) => option(value, text)));
        return group;
      })
    );
  }

  function fill(select, pairs) {
    select.replaceChildren(...pairs.map(([value, words]) => option(value, words)));
  }

  const nameYear = (year) => `${year - 1}/${String(year).slice(-2)}`; // the year to 31 March

  /* What may be chosen, into the selects, unless it is there; whether there is anything. */
  function prepare() {
    if (form().dataset.filled) return Boolean(choices.home);
    choices = JSON.parse(form().dataset.choices || "{}");
    form().dataset.filled = "yes";
    if (!choices.home) return false;
    fillGroups(field("home"), choices.home);
    fillGroups(field("measure"), choices.measure);
    fillGroups(field("pair"), choices.pair);
    return true;
  }

  function fillDependent(chosen, page) {
    const wedges = choices.area[chosen.home] || [];
    fill(field("area"), [["", wedges.length ? "Whole city" : "No wedges here"], ...wedges]);
    field("area").disabled = !wedges.length;
    fill(
      field("neighbours"),
      choices.neighbours.filter(([value]) => value !== "own" || chosen.group || chosen.neighbours === "own")
    );
    const periods = choices.timelines[choices.timeline[chosen.measure || USUAL.measure]] || [];
    const years = [...new Set(periods.map(([, , year]) => String(year)))];
    for (const name of ["from", "to"]) {
      const listed = years.includes(chosen[name] || years[0]) ? years : [...years, chosen[name]].sort();
      fill(field(name), [["", name === "from" ? "First" : "Latest"], ...listed.map((year) => [year, year])]);
    }
    const offered = page === "report-card" ? choices.card_year : choices.year;
    const listedYears = offered.some(([value]) => value === (chosen.year || value)) ? offered : [...offered, [chosen.year, nameYear(chosen.year)]];
    fill(field("year"), [["", "Latest"], ...listedYears]);
    const plan = chosen.plan || choices.plan_now;
    fill(field("plan"), choices.plan);
    fill(field("priority"), [["", "All priorities"], ...(choices.priority[plan] || [])]);
    fill(field("lead"), [["", "Everybody"], ...(choices.lead[plan] || [])]);
    fill(field("status"), [["", "Any"], ...choices.status]);
    fill(field("period"), [["", "Latest"], ...periods.map(([key, label]) => [key, label]).reverse()]);
  }

  /* Show what is chosen, of what there is to choose from on a page. */
  function show(chosen, page) {
    fillDependent(chosen, page);
    for (const name of ["home", "measure", "pair", "area", "neighbours", "period", "year", "from", "to", "priority", "lead", "status"]) {
      field(name).value = chosen[name] || USUAL[name] || "";
    }
    field("plan").value = chosen.plan || choices.plan_now;
    const shown = chosen.show === "none" ? [] : chosen.show ? chosen.show.split(",") : USUALLY_SHOWN;
    const pressed = { average: [chosen.average || USUAL.average], show: shown };
    for (const name of ["average", "show"]) {
      for (const toggle of toggles(name)) {
        toggle.setAttribute("aria-pressed", String(pressed[name].includes(toggle.dataset.value)));
      }
    }
    form().dataset.neighbours = chosen.neighbours || USUAL.neighbours;
  }

  /* What the reader has picked in a field, as a change of what is chosen. */
  function picked(name) {
    if (name === "show") {
      const on = toggles("show").filter((toggle) => toggle.getAttribute("aria-pressed") === "true");
      const names = ALL_SHOWN.filter((value) => on.some((toggle) => toggle.dataset.value === value));
      const usual = names.join() === USUALLY_SHOWN.join();
      return { show: usual ? "" : names.join(",") || "none" };
    }
    return { [name]: field(name).value };
  }

  function words(name) {
    const select = field(name);
    return select.selectedIndex < 0 ? "" : select.options[select.selectedIndex].text;
  }

  function listed(parts) {
    return parts.length > 1 ? `${parts.slice(0, -1).join(", ")} and ${parts[parts.length - 1]}` : parts.join("");
  }

  function comparators(page, chosen) {
    if (page === "overview" && chosen.view) return [];
    const on = toggles("show").filter((toggle) => toggle.getAttribute("aria-pressed") === "true");
    const shown = on.map((toggle) => toggle.dataset.value);
    const all = !uses(page, "show");
    const parts = [];
    if (uses(page, "neighbours") && (all || shown.includes("neighbours") || shown.includes("each"))) {
      parts.push(words("neighbours").replace(/^./, (letter) => letter.toLowerCase()));
    }
    if (!all && shown.includes("core")) parts.push("core cities");
    if (!all && shown.includes("region")) parts.push("the region");
    if (!all && shown.includes("england")) parts.push("England");
    return parts;
  }

  const uses = (page, name) => form().querySelector(`[data-field="${name}"]`).dataset.pages.split(" ").includes(page);

  /* What a page shows, in words: ``NEET, 16 and 17 in East, Leeds, against neighbours (May 2025), latest period``. */
  function sentence(page, chosen, pinned) {
    if (uses(page, "plan")) {
      const parts = ["plan", "priority", "lead"].filter((name) => name === "plan" || chosen[name]).map(words);
      return [...parts, ...(chosen.status ? [`status: ${words("status").toLowerCase()}`] : [])].join(", ");
    }
    const place = uses(page, "area") && chosen.area ? `${words("area")}, ${words("home")}` : words("home");
    const subject = ["measure", "pair"].find((name) => uses(page, name));
    let text = subject ? `${words(subject)} in ${place}` : place;
    const against = comparators(page, chosen);
    if (against.length) text += `, against ${listed(against)}`;
    if (page === "overview" && chosen.view) text += ", in the year";
    if (uses(page, "period")) text += `, ${chosen.period ? words("period") : "latest period"}`;
    if (uses(page, "year")) text += `, ${chosen.year ? words("year") : "latest year"}`;
    if (uses(page, "from") && (chosen.from || chosen.to)) {
      text += `, ${chosen.from || "first year"} to ${chosen.to || "latest"}`;
    }
    if (pinned) text += `, as of version ${pinned}`;
    return text;
  }

  window.curveFilters = { USUAL, form, toggles, prepare, show, picked, sentence, choices: () => choices };
})();
