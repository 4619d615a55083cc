// Start: words, state from the address, picture, panel; then every choice redraws what it touches.

function showWords() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = t(element.dataset.word);
  for (const element of document.querySelectorAll("[data-label]"))
    element.setAttribute("aria-label", t(element.dataset.label));
  for (const element of document.querySelectorAll("[data-hint]")) element.placeholder = t(element.dataset.hint);
  for (const element of document.querySelectorAll("[data-icon]"))
    element.replaceChildren(icon(element.dataset.icon));
  for (const element of document.querySelectorAll("button[data-icon]")) element.title = t(element.dataset.label);
  $("language").textContent = language === "zh" ? "EN" : "中";
  $("language").lang = language === "zh" ? "en" : "zh";
  $("help-list").replaceChildren(...HELP.flatMap(([keys, word]) => [h("dt", {}, keys), h("dd", {}, t(word))]));
  playFace();
}

function showTheme(dark) {
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  if (network) recolour();
  palette = null;
}

function refresh(keys) {
  const whole = keys.includes("language");
  refilter();
  if (whole) redraw();
  else syncCanvas();
  showLegend();
  if (whole || keys.includes("docs")) showDocuments();
  showStatus();
  showYears();
  if (whole || keys.includes("sel") || keys.includes("hops")) showPanel();
  $("back").disabled = trail.now === 0;
  $("forward").disabled = trail.now >= trail.last;
  if (keys.includes("hops") && state.sel) fit(shown.nodes);
}

function kept(key, value) {
  // a page from a file or inside a notebook may have no storage
  try {
    if (value === undefined) return localStorage.getItem(key);
    localStorage.setItem(key, value);
  } catch {
    /* the choice then lasts as long as the page */
  }
  return null;
}

function startTools() {
  $("back").addEventListener("click", () => move(-1));
  $("forward").addEventListener("click", () => move(1));
  $("language").addEventListener("click", () => {
    language = language === "zh" ? "en" : "zh";
    kept("kg-language", language);
    showWords();
    refresh(["language"]);
  });
  $("theme").addEventListener("click", () => {
    const dark = document.documentElement.dataset.theme !== "dark";
    kept("kg-theme", dark ? "dark" : "light");
    showTheme(dark);
    refresh(["language"]);
  });
  $("zoom-in").addEventListener("click", () => zoom(1.25));
  $("zoom-out").addEventListener("click", () => zoom(0.8));
  $("fit").addEventListener("click", () => fit(shown.nodes));
  $("more").addEventListener("click", () => {
    choose({ more: state.more + data.first });
    fit(shown.nodes);
  });
  $("all").addEventListener("click", () => {
    choose({ more: entities.length });
    fit(shown.nodes);
  });
  $("physics-switch").hidden = entities.length > 500;
  $("physics").addEventListener("change", () => {
    const on = $("physics").checked;
    if (on)
      network.setOptions({
        physics: { enabled: true, solver: "barnesHut", barnesHut: { springLength: 120, avoidOverlap: 0.2 } },
      });
    else {
      network.setOptions({ physics: { enabled: false } });
      for (const entity of entities)
        Object.assign(entity, { x: data.network.nodes[entity.i].x, y: data.network.nodes[entity.i].y });
      nodeSet.rows.update(nodeSet.rows.getIds().map((i) => ({ id: i, x: entities[i].x, y: entities[i].y })));
      fit(shown.nodes);
    }
  });
}

const wanted = document.documentElement.dataset.language || kept("kg-language") || navigator.language || "zh";
language = wanted.toLowerCase().startsWith("zh") ? "zh" : "en";
showTheme(
  (kept("kg-theme") || (window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark",
);
showWords();
readFragment(location.hash);
refilter();
startYears();
startCanvas();
startSearch();
startSave();
startKeys();
startTools();
listeners.push(refresh);
remember(false);
refresh(["sel", "docs"]);
if (state.sel) reveal(state.sel);
if (state.hops) fit(shown.nodes, false);
redraw();
requestAnimationFrame(() => {
  document.documentElement.dataset.ready = "true";
});
