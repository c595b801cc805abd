/* Where people sign in: an answer that says that the session is over leads back to the sign-in page, and from there here. */
(function () {
  "use strict";
  const ask = window.fetch;
  window.fetch = async function (...given) {
    const answer = await ask.apply(this, given);
    if (answer.status === 401 && answer.headers.get("WWW-Authenticate") === "Session") {
      const here = window.location.pathname + window.location.search;
      window.location.assign("/sign-in?next=" + encodeURIComponent(here));
      return new Promise(() => {}); // the page goes away; nobody is to make an error of the answer meanwhile
    }
    return answer;
  };
})();
