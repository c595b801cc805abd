/* The Neighbours page: the authorities ticked in the grid become the link to a group of one's own. */
(function () {
  "use strict";

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.neighbours = {
    linkGroup(rows, query) {
      const values = new URLSearchParams(query || "");
      const codes = (Array.isArray(rows) ? rows : []).map((row) => row.code).filter((code) => code && code !== values.get("home"));
      if (!codes.length) return [null, "Compare with a group of your own"];
      values.set("neighbours", "own");
      values.delete("group");
      const link = `/neighbours?${values}&group=${codes.join(",")}`;
      return [link, `Compare with ${codes.length === 1 ? "the one ticked" : `these ${codes.length}`}`];
    },
  };
})();
