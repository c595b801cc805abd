/* What the other scripts share: building an element, telling a screen reader, keeping a file. */
(function () {
  "use strict";

  function make(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name in made && typeof value !== "string") made[name] = value;
      else made.setAttribute(name, value);
    }
    made.append(...children);
    return made;
  }

  function announce(words) {
    document.getElementById("announcer").textContent = words;
  }

  /* Let the reader keep a file that was made in the browser. */
  function saveFile(blob, name) {
    const url = URL.createObjectURL(blob);
    const link = make("a", { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    window.setTimeout(() => URL.revokeObjectURL(url), 10000);
  }

  window.curvePage = { make, announce, saveFile };
})();
