/* What if young people were found, or moved on: the form writes the link, the link asks the server. */
(function () {
  "use strict";

  const NAMES = ["unknown", "share", "moved"];
  const element = (name) => document.getElementById(`what-if-${name}`);

  /* The address of this page with a scenario; other choices stay. */
  function addressWith(changes) {
    const values = new URLSearchParams(window.location.search);
    for (const name of NAMES) {
      if (changes[name]) values.set(name, changes[name]);
      else values.delete(name);
    }
    return values.toString().replace(/%2C/g, ",").replace(/%2F/g, "/");
  }

  function chosen() {
    const which = element("unknown").value;
    const share = element("share").value.trim();
    const moved = element("moved").value.trim();
    const unknown = which === "other" ? element("percent").value.trim() : which;
    return { unknown, share, moved: moved === "0" ? "" : moved };
  }

  document.addEventListener("submit", (event) => {
    if (event.target !== element("form")) return;
    event.preventDefault();
    const link = element("go");
    link.search = addressWith(chosen());
    link.click();
  });
  document.addEventListener("change", (event) => {
    if (event.target === element("unknown")) element("form").dataset.unknown = event.target.value;
  });

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.whatIf = {
    ask(query, asked) {
      const same = window.dash_clientside.no_update;
      const section = element("section");
      if (typeof query !== "string" || !section) return [same, same, same, same, same, same];
      const values = new URLSearchParams(query);
      const about = section.dataset.measures.split(" ").includes(values.get("measure") || "neet");
      const wanted = about && NAMES.some((name) => values.has(name));
      const unknown = values.get("unknown") || "";
      const own = unknown !== "" && unknown !== "neighbours";
      element("unknown").value = own ? "other" : unknown;
      element("form").dataset.unknown = element("unknown").value;
      for (const name of NAMES) values.delete(name);
      element("clear").search = values.toString().replace(/%2C/g, ",").replace(/%2F/g, "/");
      const now = new URLSearchParams(query);
      return [
        wanted && query !== asked ? query : same, !about, !wanted,
        own ? Number(unknown) : null, now.has("share") ? Number(now.get("share")) : null, now.has("moved") ? Number(now.get("moved")) : null,
      ];
    },
  };
})();
