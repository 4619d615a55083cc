// The keyboard: "/" searches, arrows walk through the picture, Escape lets go.

function startKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const typing = event.target.matches("input[type=text], textarea"),
      onGraph = $("graph").contains(event.target);
    if (event.key === "Escape") {
      const open = document.querySelector("details.menu[open]");
      if (open) {
        open.open = false;
        open.querySelector("summary").focus();
      } else if (state.sel) choose({ sel: null });
      else showPanel();
      return;
    }
    if (typing) return;
    const act =
      { "/": () => $("search").focus(), "[": () => move(-1), "]": () => move(1) }[event.key] ||
      (onGraph && graphKey(event.key));
    if (act) {
      act();
      event.preventDefault();
    }
  });
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]"))
      if (!menu.contains(event.target)) menu.open = false;
  });
}

function graphKey(key) {
  return {
    ArrowLeft: () => walk(-1, 0),
    ArrowRight: () => walk(1, 0),
    ArrowUp: () => walk(0, -1),
    ArrowDown: () => walk(0, 1),
    "+": () => zoom(1.25),
    "=": () => zoom(1.25),
    "-": () => zoom(0.8),
    0: () => fit(shown.nodes),
    Enter: () => {
      if (state.sel) $("panel").focus();
    },
    " ": () => {
      if (years.length > 1) togglePlay();
    },
  }[key];
}

function zoom(by) {
  moveTo(network.getViewPosition(), network.getScale() * by);
}

// The nearest point in a direction; from nothing, the most connected one.
function walk(dx, dy) {
  let best = null,
    least = Infinity;
  if (!state.sel || !shown.nodes.has(state.sel))
    best = byRank.find((e) => shown.nodes.has(e) && !["Year", "Report"].includes(e.cls.name));
  else {
    for (const entity of shown.nodes) {
      const x = entity.x - state.sel.x,
        y = entity.y - state.sel.y,
        along = x * dx + y * dy,
        aside = Math.abs(x * dy) + Math.abs(y * dx);
      if (entity === state.sel || along <= 0) continue;
      const cost = along + 2.5 * aside;
      if (cost < least) {
        least = cost;
        best = entity;
      }
    }
  }
  if (!best) return;
  choose({ sel: best });
  reveal(best);
}
