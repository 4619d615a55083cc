// What a person has chosen. It lives in the URL fragment, so that a link leads back to the same view;
// changes of the selection are steps of the browser's history.
const FULL = { sel: "", from: 0, to: Math.max(0, years.length - 1), off: "", docs: "", more: data.first, hops: 0 };
const state = { ...FULL, off: new Set(data.hidden), docs: new Set(), sel: null };
const START_OFF = [...state.off].join();
const listeners = [];
const trail = { now: 0, last: 0, steps: [], native: true };

function fragment() {
  const parts = [];
  if (state.sel) parts.push(`sel=${encodeURIComponent(state.sel.id)}`);
  if (state.from !== FULL.from || state.to !== FULL.to) parts.push(`years=${years[state.from]}-${years[state.to]}`);
  if ([...state.off].sort((a, b) => a - b).join() !== START_OFF)
    parts.push(`off=${[...state.off].map((i) => encodeURIComponent(classes[i].name)).join(",")}`);
  if (state.docs.size)
    parts.push(`docs=${[...state.docs].map((i) => encodeURIComponent(entities[i].id)).join(",")}`);
  if (state.more !== FULL.more) parts.push(`more=${state.more}`);
  if (state.hops) parts.push(`hops=${state.hops}`);
  return parts.length ? `#${parts.join("&")}` : "#";
}

function readFragment(text) {
  const given = new Map(
    text
      .replace(/^#/, "")
      .split("&")
      .map((part) => part.split("="))
      .filter((pair) => pair.length === 2),
  );
  const plain = (value) => {
    try {
      return decodeURIComponent(value);
    } catch {
      return "";
    }
  };
  const list = (value) => (value || "").split(",").map(plain);
  const [from, to] = (given.get("years") || "").split("-").map((year) => years.indexOf(Number(year)));
  state.sel = byId.get(plain(given.get("sel") || "")) || null;
  state.from = from >= 0 ? from : FULL.from;
  state.to = to >= state.from ? to : FULL.to;
  state.off = new Set(
    given.has("off") ? classes.filter((c) => list(given.get("off")).includes(c.name)).map((c) => c.i) : data.hidden,
  );
  state.docs = new Set(
    list(given.get("docs"))
      .map((id) => byId.get(id)?.i)
      .filter((i) => i !== undefined),
  );
  state.more = Math.max(data.first, Number(given.get("more")) || 0);
  state.hops = [1, 2].includes(Number(given.get("hops"))) ? Number(given.get("hops")) : 0;
}

// Apply changes, tell everyone, and write the fragment; a new selection is a step that "back" undoes.
function choose(changes) {
  const step = "sel" in changes && changes.sel !== state.sel;
  if (step && !changes.sel) changes.hops = 0;
  Object.assign(state, changes);
  if (step) trail.last = ++trail.now;
  remember(step);
  tell(Object.keys(changes));
}

function remember(step) {
  trail.steps.length = trail.last + 1;
  trail.steps[trail.now] = fragment();
  try {
    history[step ? "pushState" : "replaceState"]({ n: trail.now }, "", fragment());
  } catch {
    trail.native = false; // a page inside a notebook has no address of its own
  }
}

function tell(keys) {
  for (const listener of listeners) listener(keys);
}

function move(step) {
  if (trail.now + step < 0 || trail.now + step > trail.last) return;
  if (trail.native) history.go(step);
  else arrive(trail.now + step, trail.steps[trail.now + step]);
}

function arrive(n, text) {
  trail.now = n;
  trail.last = Math.max(trail.last, n);
  readFragment(text);
  tell(["sel", "from", "to", "off", "docs", "more", "hops"]);
}

window.addEventListener("popstate", (event) => arrive(event.state?.n ?? 0, location.hash));
