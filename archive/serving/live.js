// On every page that is served while the archive is written: shows what is wrong, and shows the page anew when it is another.
// It stands in no published site.
(() => {
  const script = document.currentScript;
  const seen = script.dataset.seen;
  const place = `archive-live:${location.pathname}`;

  function kept() {
    try {
      const found = JSON.parse(sessionStorage.getItem(place));
      sessionStorage.removeItem(place);
      return found;
    } catch {
      return null;
    }
  }

  function reload() {
    try {
      sessionStorage.setItem(place, JSON.stringify([scrollX, scrollY, Date.now()]));
    } catch { /* the browser's own memory of the place has to do */ }
    location.reload();
  }

  const before = kept();
  if (before && Date.now() - before[2] < 10000) {
    const back = () => scrollTo({ left: before[0], top: before[1], behavior: "instant" });
    document.addEventListener("DOMContentLoaded", back, { once: true });
    addEventListener("load", back, { once: true });
  }

  // What is said stands in a tree of its own, so that the site's style and ours do not meet.
  const host = document.createElement("div");
  host.id = "archive-live";
  const root = host.attachShadow({ mode: "open" });
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = script.dataset.style;
  const bar = document.createElement("nav");
  const panel = document.createElement("section");
  panel.setAttribute("role", "alert");
  panel.hidden = true;
  root.append(style, bar, panel);

  let closed = "";
  let told = null;

  function element(name, text, more = {}) {
    return Object.assign(document.createElement(name), { textContent: text }, more);
  }

  function show(state) {
    const words = state.words;
    const links = [element("a", words.desk, { href: state.desk })];
    if (state.edit) links.unshift(element("a", words.edit, { href: state.edit }));
    if (state.warnings) links.push(element("a", words.warnings, { href: state.desk, className: "warnings" }));
    bar.setAttribute("aria-label", words.desk);
    bar.replaceChildren(...links);
    const news = JSON.stringify(state.problems);
    if (!state.broken) closed = "";
    panel.hidden = !state.broken || closed === news;
    if (news === told) return;
    told = news;
    const close = element("button", words.close, { type: "button" });
    close.addEventListener("click", () => {
      closed = news;
      panel.hidden = true;
    });
    const list = document.createElement("ol");
    for (const problem of state.problems) {
      const item = document.createElement("li");
      item.append(element("pre", problem.text));
      if (problem.href) item.append(element("a", words.open, { href: problem.href }));
      list.append(item);
    }
    panel.replaceChildren(close, element("h2", words.heading), element("p", words.stays), list);
  }

  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) panel.querySelector("button")?.click();
  });

  // One connection for each page that is looked at: a browser has only six for all its tabs.
  let source = null;

  function listen() {
    if (source || document.visibilityState === "hidden") return;
    source = new EventSource(`${script.dataset.events}?${new URLSearchParams({ page: location.pathname, seen })}`);
    source.addEventListener("state", (event) => {
      const state = JSON.parse(event.data);
      if (state.seen && state.seen !== seen) reload();
      else show(state);
    });
  }

  function leave() {
    source?.close();
    source = null;
  }

  document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? leave() : listen()));
  addEventListener("pagehide", leave);
  addEventListener("pageshow", listen);
  document.addEventListener("DOMContentLoaded", () => document.body.append(host));
  listen();
})();
