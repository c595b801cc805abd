/* The colours of a figure in the dark: dashboard/charts/theme.py says which takes the place of which. */
(function () {
  "use strict";

  function isDark() {
    const scheme = document.documentElement.dataset.scheme;
    if (scheme) return scheme === "dark";
    return window.matchMedia("(prefers-color-scheme: dark)").matches;
  }

  function darkened(value) {
    const swap = window.curveTheme.inTheDark;
    const plain = swap[value.toUpperCase()];
    if (plain) return plain;
    const parts = /^rgba\((\d+), ?(\d+), ?(\d+), ?([\d.]+)\)$/.exec(value);
    if (!parts) return value;
    const hex = `#${parts.slice(1, 4).map((part) => Number(part).toString(16).padStart(2, "0")).join("")}`.toUpperCase();
    if (!swap[hex]) return value;
    const [red, green, blue] = [1, 3, 5].map((at) => parseInt(swap[hex].slice(at, at + 2), 16));
    return `rgba(${red},${green},${blue},${parts[4]})`;
  }

  function inTheDark(value, key) {
    if (typeof value === "string") return /color$/i.test(key) ? darkened(value) : value;
    if (Array.isArray(value)) return /^(x|y|text|customdata|ids)$/.test(key) ? value : value.map((each) => inTheDark(each, key));
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, inTheDark(each, name)]));
    }
    return value;
  }

  window.curveColours = { isDark, inTheDark };
})();
