/* Where a measure is heading: asked for only where the link says so. The switch is a link, so that Back undoes it. */
(function () {
  "use strict";

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.forecast = {
    ask(query, asked) {
      const same = window.dash_clientside.no_update;
      const link = document.getElementById("trends-forecast-switch");
      if (typeof query !== "string" || !link) return [same, same];
      const values = new URLSearchParams(query);
      const shown = values.get("ahead") === "shown";
      if (shown) values.delete("ahead");
      else values.set("ahead", "shown");
      link.search = values.toString().replace(/%2C/g, ",").replace(/%2F/g, "/");
      link.textContent = shown ? "Hide the forecast" : "Show what comes if nothing changes";
      return [shown && query !== asked ? query : same, !shown];
    },
  };
})();
