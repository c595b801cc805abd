/* How much of a change in NEET is not known: asked for only where a measure is chosen that it is about. */
(function () {
  "use strict";

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.notKnown = {
    ask(query, asked) {
      const same = window.dash_clientside.no_update;
      const section = document.getElementById("trends-not-known-section");
      if (typeof query !== "string" || !section) return [same, same];
      const measure = new URLSearchParams(query).get("measure") || "neet";
      const wanted = section.dataset.measures.split(" ").includes(measure);
      return [wanted && query !== asked ? query : same, !wanted];
    },
  };
})();
