/* What may be chosen on Explore: three lists with search and chips, and the years. `show` brings them up to date with an
   answer of /api/v1/explore/options; what a reader picks goes into the selection (assets/selection.js). */
(function () {
  "use strict";

  const { make } = window.curvePage;
  const CHIPS = 8; // more than these are counted
  const KINDS = {
    measures: { all: true },
    areas: { all: false },
    groups: { all: true },
  };
  let options = null;

  const picker = (kind) => document.querySelector(`[data-pick="${kind}"]`);
  const pick = (changes) => window.dash_clientside.selection.pick(changes);

  const listed = (kind) => options.offers[kind].flatMap(([, members]) => members);

  function choose(kind, wanted) {
    const most = options.longest[kind] || wanted.length;
    const values = wanted.slice(0, most);
    if (wanted.length > most) {
      const words = `A link names at most ${most} ${kind}: the first ${most} are shown.`;
      picker(kind).querySelector(".pick-count").textContent = words;
    }
    if (values.join() === options.chosen[kind].join()) return showOptions(kind);
    return pick({ [kind]: values.join(",") });
  }

  function toggle(kind, value, on) {
    const chosen = options.chosen[kind].filter((each) => each !== value);
    choose(kind, on ? [...chosen, value] : chosen);
  }

  function showChips(kind) {
    const words = new Map(listed(kind).map((option) => [option[0], option]));
    const chosen = options.chosen[kind].map((value) => words.get(value) || [value, value, "", ""]);
    const chips = chosen.slice(0, CHIPS).map(([value, text, , why]) => {
      const chip = make("li", { class: "pick-chip" }, make("span", {}, text));
      if (why) {
        chip.title = `It stays: it is ${why}`;
        chip.append(make("span", { class: "visually-hidden" }, `: stays, it is ${why}`));
      } else {
        const remove = make("button", { type: "button", class: "pick-remove", "aria-label": `Remove ${text}` }, "×");
        remove.addEventListener("click", () => {
          toggle(kind, value, false);
          picker(kind).querySelector("summary").focus();
        });
        chip.append(remove);
      }
      return chip;
    });
    if (chosen.length > CHIPS) chips.push(make("li", { class: "pick-more" }, `and ${chosen.length - CHIPS} more`));
    picker(kind).querySelector(".pick-chips").replaceChildren(...chips);
  }

  function buildPanel(kind) {
    const place = picker(kind).querySelector(".pick-choose");
    if (place.firstChild) return;
    const id = `explore-search-${kind}`;
    const search = make("input", { type: "search", id, autocomplete: "off", class: "pick-input" });
    const panel = make(
      "div", { class: "pick-panel" },
      make("label", { for: id }, `Search ${kind}`),
      search,
      make("p", { class: "pick-count quiet-words", role: "status" }),
      make("div", { class: "pick-options" })
    );
    const details = make("details", { class: "disclosure pick-list" }, make("summary", { class: "button" }, "Choose", make("span", { class: "visually-hidden" }, ` ${kind}`)), panel);
    search.addEventListener("input", () => narrow(kind));
    details.addEventListener("toggle", () => {
      if (!details.open) return;
      showOptions(kind);
      search.focus();
    });
    details.addEventListener("change", (event) => {
      if (event.target.type === "checkbox") changed(kind, event.target);
    });
    details.addEventListener("click", (event) => {
      const all = event.target.closest("[data-all]");
      if (all) chooseAll(kind, all.dataset.all);
    });
    place.append(details);
  }

  function changed(kind, box) {
    if (box.getAttribute("aria-disabled") === "true") box.checked = !box.checked; // it says why beside its name
    else toggle(kind, box.value, box.checked);
  }

  function chooseAll(kind, heading) {
    const members = options.offers[kind].find(([title]) => title === heading)[1];
    const free = members.filter(([value, , , why]) => !why && !options.chosen[kind].includes(value)).map(([value]) => value);
    const chosen = options.chosen[kind];
    const whole = members.every(([value, , , why]) => why || chosen.includes(value));
    const own = new Set(members.map(([value]) => value));
    const left = chosen.filter((value) => !own.has(value));
    choose(kind, whole && left.length ? left : [...chosen, ...free]);
  }

  const shape = (kind) => JSON.stringify(options.offers[kind].map(([title, members]) => [title, members.map(([value]) => value)]));

  /* The options of an open panel: made once, and brought up to date in place, so that the focus stays where it is. */
  function showOptions(kind) {
    const details = picker(kind).querySelector("details");
    if (!details.open) return;
    const panel = details.querySelector(".pick-options");
    const wanted = shape(kind);
    if (panel.shape !== wanted) {
      panel.shape = wanted;
      panel.replaceChildren(...options.offers[kind].map(([title, members]) => buildHeading(kind, title, members)));
      narrow(kind);
    }
    const chosen = new Set(options.chosen[kind]);
    for (const [title, members] of options.offers[kind]) {
      const heading = panel.querySelector(`[data-heading="${CSS.escape(title)}"]`);
      const whys = new Set(members.map(([, , , why]) => why));
      const none = whys.size === 1 && !whys.has("") && !members.some(([value]) => chosen.has(value));
      heading.querySelector(".pick-none").textContent = none && members.length > 1 ? [...whys][0] : "";
      heading.classList.toggle("pick-unavailable", none && members.length > 1);
      for (const [value, , , why] of members) {
        const box = heading.boxes.get(value);
        box.checked = chosen.has(value);
        if (why) box.setAttribute("aria-disabled", "true");
        else box.removeAttribute("aria-disabled");
        box.parentElement.querySelector(".pick-why").textContent = why ? ` · ${why}` : "";
      }
    }
  }

  function buildHeading(kind, title, members) {
    const group = make("fieldset", { class: "pick-group", "data-heading": title }, make("legend", {}, title));
    if (KINDS[kind].all && members.length > 1) {
      group.append(make("button", { type: "button", class: "button quiet pick-all", "data-all": title, "aria-label": `All of ${title}` }, "All"));
    }
    group.append(make("p", { class: "pick-none quiet-words" }));
    group.boxes = new Map();
    for (const [value, words, hint] of members) {
      const box = make("input", { type: "checkbox", value });
      const option = make("label", { class: "pick-option" }, box, make("span", { class: "pick-words" }, words, make("span", { class: "pick-why" })));
      if (hint && hint !== words) option.title = hint;
      option.sought = `${words} ${hint}`.toLowerCase();
      group.boxes.set(value, box);
      group.append(option);
    }
    return group;
  }

  function narrow(kind) {
    const details = picker(kind).querySelector("details");
    const sought = details.querySelector("input").value.toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    let all = 0;
    for (const group of details.querySelectorAll(".pick-group")) {
      let here = 0;
      for (const option of group.querySelectorAll(".pick-option")) {
        all += 1;
        option.hidden = !sought.every((part) => option.sought.includes(part));
        if (!option.hidden) here += 1;
      }
      group.hidden = !here;
      found += here;
    }
    details.querySelector(".pick-count").textContent = sought.length ? `${found} of ${all} match` : `${all} to choose from`;
  }

  function showYears(query) {
    for (const place of document.querySelectorAll("[data-year]")) {
      const name = place.dataset.year;
      const id = `explore-${name}`;
      if (!place.firstChild) {
        const select = make("select", { id });
        select.addEventListener("change", () => pick({ [name]: select.value }));
        place.append(make("label", { for: id }, place.dataset.words), select);
      }
      const select = place.querySelector("select");
      const open = make("option", { value: "" }, name === "from" ? "First" : "Latest");
      const years = options.years[name].map(([value, words, , why]) => {
        const option = make("option", { value }, why ? `${words}: ${why}` : words);
        option.disabled = Boolean(why);
        return option;
      });
      select.replaceChildren(open, ...(name === "to" ? years.reverse() : years));
      select.value = new URLSearchParams(query).get(name) || "";
    }
  }

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.explorePickers = {
    /* The options of a query, and what is chosen in it. */
    show(found, query) {
      options = found;
      for (const kind of Object.keys(KINDS)) {
        buildPanel(kind);
        showChips(kind);
        showOptions(kind);
      }
      showYears(query);
    },
  };
})();
