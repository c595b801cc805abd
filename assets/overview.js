/* Writes the tables of every measure from the plain lists of dashboard/overview_rows.py. */
(function () {
  "use strict";

  const { make } = window.curvePage;
  const KINDS = { better: "better", worse: "worse", higher: "higher", lower: "lower", "no clear difference": "none", "not judged": "unknown" };

  const hidden = (words) => make("span", { class: "visually-hidden" }, words);

  function chip([word, why]) {
    const made = make("span", { class: `chip chip-${KINDS[word]}` }, word);
    if (why) {
      made.title = why;
      made.append(hidden(`: ${why}`));
    }
    return made;
  }

  function spark(source, words) {
    if (!source) return "";
    const made = make("span", { class: "spark", role: "img", "aria-label": words });
    made.style.maskImage = `url("${source}")`;
    return made;
  }

  const none = (why) => [make("span", { "aria-hidden": "true", title: why }, "–"), hidden(why)];

  function change(given) {
    if (typeof given === "string") return none(given);
    const [arrow, words, judgement] = given;
    const parts = arrow ? [make("span", { class: "arrow", "aria-hidden": "true" }, arrow), words] : [words];
    return judgement ? [...parts, " ", chip(judgement)] : parts;
  }

  function against(name, item) {
    const cell = (kind, ...parts) => make("td", { role: "cell", class: `cell-against ${kind}` }, ...parts);
    if (typeof item === "string") return cell("cell-none", ...none(item));
    const [figure, judgement] = item;
    const label = make("span", { class: "cell-label" }, `${name} `);
    return cell("", label, make("span", { class: "cell-figure" }, figure), " ", chip(judgement));
  }

  function row([link, short, title, source, words, value, when, flags, changed, others], names) {
    const tags = flags.map((flag) => make("span", { class: `tag tag-${flag.toLowerCase()}` }, flag));
    return make(
      "tr",
      { role: "row" },
      make("th", { scope: "row", role: "rowheader" }, make("a", { href: link, title }, short)),
      make("td", { role: "cell" }, spark(source, words)),
      make("td", { role: "cell" }, make("b", {}, value), make("span", { class: "cell-small" }, when, ...tags)),
      make("td", { role: "cell", class: "cell-change" }, ...change(changed)),
      ...others.map((item, at) => against(names[at], item))
    );
  }

  const anchor = (topic) => `topic-${topic.toLowerCase().replaceAll(" ", "-")}`;

  function table(topic, rows, columns) {
    const head = columns.map((name) => make("th", { scope: "col", role: "columnheader" }, name));
    return make(
      "table",
      { class: `measures measures-${columns.length}`, role: "table" },
      make("caption", { class: "visually-hidden" }, `${topic}: latest figures`),
      make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, ...head)),
      make("tbody", { role: "rowgroup" }, ...rows.map((each) => row(each, columns.slice(4))))
    );
  }

  function old(items) {
    if (!items.length) return [];
    const listed = items.map(([link, title, words]) => make("li", {}, make("a", { href: link }, title), `: ${words}`));
    const summary = make("summary", {}, `${items.length} measures without a figure in the last five years`);
    return [make("details", { class: "old-measures" }, summary, make("ul", {}, ...listed))];
  }

  function build({ title, columns, topics, old: items }) {
    const jumps = topics.map(([topic]) => make("li", {}, make("a", { href: `#${anchor(topic)}` }, topic)));
    const parts = topics.map(([topic, rows]) =>
      make("section", { class: "topic" }, make("h3", { id: anchor(topic), tabindex: "-1" }, topic), table(topic, rows, columns))
    );
    return [
      make("h2", {}, title),
      make("nav", { "aria-label": "Topics" }, make("ul", { class: "topic-links" }, ...jumps)),
      ...parts,
      ...old(items),
    ];
  }

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.overview = {
    write(data) {
      if (!data) return window.dash_clientside.no_update;
      document.getElementById("overview-measures").replaceChildren(...build(data));
      return data.title;
    },
  };
})();
