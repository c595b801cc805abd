/* What the other scripts share: building an element, and telling a screen reader. */
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

  window.curvePage = { make, announce };
})();
