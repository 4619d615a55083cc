// Which points and lines the choices let through.
const shown = { nodes: new Set(), lines: new Set(), hidden: 0, counts: [], later: 0 };

function inView(places) {
  if (!places.length) return true;
  const first = years[state.from],
    last = years[state.to],
    whole = state.from === 0 && state.to === years.length - 1;
  return places.some(
    ([report, year]) => !state.docs.has(report) && (whole || !year || (year >= first && year <= last)),
  );
}

function surroundings(entity, hops) {
  let found = new Set([entity]),
    edge = [entity];
  for (let step = 0; step < hops; step++) {
    const next = [];
    for (const at of edge) {
      if (step && (at.cls.name === "Report" || at.cls.name === "Year")) continue; // these would bring in everything
      for (const other of neighbours(at))
        if (!found.has(other)) {
          found.add(other);
          next.push(other);
        }
    }
    edge = next;
  }
  return found;
}

function refilter() {
  shown.nodes = new Set();
  shown.lines = new Set();
  shown.counts = classes.map(() => 0);
  shown.later = 0;
  const around = state.sel && state.hops ? surroundings(state.sel, state.hops) : null;
  for (const entity of entities) {
    if (entity !== state.sel) {
      if (around && !around.has(entity)) continue;
      if (!inView(entity.presence)) continue;
      shown.counts[entity.cls.i] += 1;
      if (state.off.has(entity.cls.i)) continue;
      if (!around && entity.rank >= state.more) {
        shown.later += 1;
        continue;
      }
    } else shown.counts[entity.cls.i] += 1;
    shown.nodes.add(entity);
  }
  for (const line of lines) {
    if (shown.nodes.has(line.from) && shown.nodes.has(line.to) && inView(line.places)) shown.lines.add(line);
  }
  shown.hidden = entities.length - shown.nodes.size;
}
