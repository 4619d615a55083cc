// The picture: vis-network draws points and lines; columns, focus and labels are painted around it.
let network = null,
  nodeSet = null,
  edgeSet = null;

const scene = { labels: [], names: [], hover: null, focus: null, lines: [], moving: false };

function nodeRow(entity) {
  const year = entity.cls.name === "Year",
    colour = year ? "rgba(0,0,0,0)" : colours().of[entity.cls.i];
  return {
    id: entity.i,
    x: entity.x,
    y: entity.y,
    size: year ? 12 : entity.size,
    shape: entity.shape,
    hidden: !shown.nodes.has(entity),
    color: { background: colour, border: colour, highlight: colour, hover: { background: colour, border: colour } },
  };
}

function edgeRow(line) {
  const dashed = ["evolvesFrom", "closeMatch"].includes(line.p.name);
  const row = { id: line.id, from: line.from.i, to: line.to.i, hidden: !shown.lines.has(line), dashes: dashed };
  if (Math.abs(line.from.y - line.to.y) < 60)
    row.smooth = { type: line.from.x < line.to.x ? "curvedCCW" : "curvedCW", roundness: 0.2 };
  return row;
}

// Many lines are a tint rather than a tangle.
function lineColour() {
  return {
    color: colours().edge,
    opacity: bounded(0.1, 0.42 * Math.sqrt(250 / Math.max(1, lines.length)), 0.42),
    inherit: false,
  };
}

// Rows of vis-network, and whether each is shown at the moment.
function rowsOf(items, row) {
  const rows = new vis.DataSet([...items].map(row));
  return { rows, state: new Map(rows.getIds().map((id) => [id, true])) };
}

function startCanvas() {
  const reported = new Set(documents.flatMap((d) => d.years));
  for (const [year, entity] of yearEntity) entity.numeral = reported.has(year);
  nodeSet = rowsOf(shown.nodes, nodeRow);
  edgeSet = rowsOf(shown.lines, edgeRow);
  const options = { ...data.network.options, autoResize: true };
  options.nodes = { ...options.nodes, chosen: false, font: { size: 0 } };
  options.edges = { ...options.edges, chosen: false, color: lineColour() };
  network = new vis.Network($("graph"), { nodes: nodeSet.rows, edges: edgeSet.rows }, options);
  network.on("beforeDrawing", (ctx) => {
    syncPositions();
    paintColumns(ctx);
  });
  network.on("afterDrawing", paintOver);
  network.on("click", ({ pointer }) => choose({ sel: pointAt(pointer.DOM) }));
  network.on("doubleClick", ({ pointer }) => {
    const at = pointAt(pointer.DOM);
    if (at) choose({ sel: at, hops: state.hops ? 0 : 1 });
  });
  network.on("dragStart", ({ nodes }) => {
    scene.moving = nodes.length > 0;
  });
  network.on("dragEnd", () => {
    syncPositions();
    scene.moving = false;
  });
  $("graph").addEventListener("mousemove", (event) => hover(event.target.tagName === "CANVAS" ? event : null));
  $("graph").addEventListener("mouseleave", () => hover(null));
  new ResizeObserver(redraw).observe($("graph"));
  fit(shown.nodes, false);
}

function syncPositions() {
  if (!scene.moving && !$("physics").checked) return;
  for (const [i, { x, y }] of Object.entries(network.getPositions())) Object.assign(entities[i], { x, y });
}

function pointAt(point) {
  const label = scene.labels.find(
    ({ box }) => point.x >= box[0] && point.x <= box[2] && point.y >= box[1] && point.y <= box[3],
  );
  if (label) return label.entity;
  const i = network.getNodeAt(point);
  return i === undefined || !shown.nodes.has(entities[i]) ? null : entities[i];
}

function hover(event) {
  const box = $("graph").getBoundingClientRect();
  const entity = event ? pointAt({ x: event.clientX - box.left, y: event.clientY - box.top }) : null;
  $("graph").style.cursor = entity ? "pointer" : "";
  const tip = $("tip");
  tip.hidden = !entity;
  if (entity) {
    tip.replaceChildren(
      entity.label,
      h("small", {}, [called(entity.cls), spanOf(entity), t("facts", entity.said)].filter(Boolean).join(" · ")),
    );
    tip.style.left = `${Math.min(event.clientX - box.left + 14, box.width - tip.offsetWidth - 8)}px`;
    tip.style.top = `${Math.min(event.clientY - box.top + 16, box.height - tip.offsetHeight - 8)}px`;
  }
  if (entity !== scene.hover) {
    scene.hover = entity;
    redraw();
  }
}

function spanOf(entity, list = entity.years) {
  if (entity.cls.name === "Year" || !list.length) return "";
  return list.length > 3 ? `${list[0]}–${list[list.length - 1]}` : list.join(" ");
}

let asked = 0;

function redraw() {
  // once for all that happens before the next frame
  asked ||= requestAnimationFrame(() => {
    asked = 0;
    network.redraw();
  });
}

// Bring what the choices show into the picture; only what changed is handed to vis-network.
function syncCanvas() {
  const update = (set, all, visible, row) => {
    const changed = [];
    for (const item of all) {
      const id = item.i ?? item.id,
        now = visible.has(item),
        before = set.state.get(id);
      if (before === now || (!now && before === undefined)) continue;
      changed.push(before === undefined ? row(item) : { id, hidden: !now });
      set.state.set(id, now);
    }
    if (changed.length) set.rows.update(changed); // which asks for a frame by itself
    return changed.length;
  };
  const points = update(nodeSet, entities, shown.nodes, nodeRow);
  // vis-network draws no line of a hidden point, so those need not be told
  const between = lines.filter((line) => shown.nodes.has(line.from) && shown.nodes.has(line.to));
  if (points + update(edgeSet, between, shown.lines, edgeRow) === 0) redraw();
}

function recolour() {
  palette = null;
  nodeSet.rows.update(nodeSet.rows.getIds().map((i) => ({ id: i, color: nodeRow(entities[i]).color })));
  network.setOptions({ edges: { color: lineColour() } });
}
