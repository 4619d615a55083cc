// Painted around what vis-network draws: columns behind it; focus, lines and names over it.

function paintColumns(ctx) {
  if ($("physics").checked) return;
  const { band, numeral, serif } = colours(),
    { y, scale, height } = view(),
    captions = [];
  ctx.fillStyle = band;
  for (const [slot, left, width] of data.slots) {
    if (slot % 2 === 0) ctx.fillRect(left - 20, y - height / scale, width + 14, (2 * height) / scale);
    else if (yearEntity.size > 1 && width * scale > 90) captions.push(left);
  }
  ctx.font = `${Math.max(15, 11 / scale)}px ${serif}`;
  ctx.textBaseline = "middle";
  ctx.fillStyle = numeral;
  for (const left of captions) ctx.fillText(t("bridge"), left, 0);
}

function paintOver(ctx) {
  const at = view(),
    c = colours(),
    ratio = ctx.canvas.width / Math.max(1, at.width);
  refocus();
  if (scene.focus) {
    ctx.save();
    ctx.fillStyle = c.paper;
    ctx.globalAlpha = 0.76;
    ctx.fillRect(
      at.x - at.width / at.scale,
      at.y - at.height / at.scale,
      (2 * at.width) / at.scale,
      (2 * at.height) / at.scale,
    );
    ctx.globalAlpha = 1;
    for (const report of scene.focus) paintTie(ctx, report, at.scale);
    for (const line of scene.lines) paintLine(ctx, line, at.scale);
    for (const entity of scene.focus) paintPoint(ctx, entity);
    ctx.restore();
  }
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  const first = new Set([state.sel, scene.hover].filter((e) => e && shown.nodes.has(e)));
  const may = scene.focus && scene.hover ? new Set([...scene.focus, scene.hover]) : scene.focus;
  scene.labels = placeLabels(at, shown.nodes, may, first);
  scene.names = scene.focus ? placeLineNames(at, scene.lines, scene.labels) : [];
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.lineWidth = 3.5;
  ctx.strokeStyle = c.paper;
  for (const { text, x, y, px, font, big, entity } of [...scene.names, ...scene.labels]) {
    ctx.font = font.replace("$", `${px}px`);
    ctx.fillStyle = !entity
      ? c.soft
      : entity.cls.name === "Year" && !(scene.focus && scene.focus.has(entity))
        ? c.numeral
        : c.ink;
    if (!big) ctx.strokeText(text, x, y);
    ctx.fillText(text, x, y);
  }
  ctx.restore();
}

// What stands out while something is selected: it, its neighbours and the lines between.
function refocus() {
  if (!state.sel || !shown.nodes.has(state.sel)) {
    scene.focus = null;
    scene.lines = [];
    return;
  }
  if (scene.focus && scene.of === state.sel && scene.from === shown.nodes) return;
  scene.of = state.sel;
  scene.from = shown.nodes;
  scene.focus = state.hops
    ? new Set(shown.nodes)
    : new Set([state.sel, ...[...neighbours(state.sel)].filter((e) => shown.nodes.has(e))]);
  for (const entity of entities)
    if (
      (entity.cls.name === "Year" && state.sel.years.includes(entity.years[0]) && shown.nodes.has(entity)) ||
      (entity.cls.name === "Report" &&
        state.sel.presence.some(([report]) => report === entity.i) &&
        shown.nodes.has(entity))
    )
      scene.focus.add(entity);
  scene.lines = [...shown.lines].filter((line) =>
    state.hops
      ? scene.focus.has(line.from) && scene.focus.has(line.to)
      : line.from === state.sel || line.to === state.sel,
  );
}

function paintLine(ctx, line, scale) {
  const [a, b, e, d] = curve(line),
    c = colours();
  ctx.strokeStyle = c.of[line.from.cls.i];
  ctx.fillStyle = ctx.strokeStyle;
  ctx.lineWidth = 1.4 / Math.min(1, scale);
  ctx.setLineDash(["evolvesFrom", "closeMatch"].includes(line.p.name) ? [5, 4] : []);
  ctx.beginPath();
  ctx.moveTo(...a);
  ctx.bezierCurveTo(...b, ...e, ...d);
  ctx.stroke();
  ctx.setLineDash([]);
  const turn = Math.atan2(d[1] - e[1], d[0] - e[0]),
    r = line.to.size + 2;
  ctx.save();
  ctx.translate(d[0] - r * Math.cos(turn), d[1] - r * Math.sin(turn));
  ctx.rotate(turn);
  ctx.fill(new Path2D("M0,0L-8,-3.4L-8,3.4z"));
  ctx.restore();
}

function paintPoint(ctx, entity) {
  if (entity.cls.name === "Year") return;
  const c = colours();
  ctx.save();
  ctx.translate(entity.x, entity.y);
  ctx.fillStyle = c.of[entity.cls.i];
  ctx.fill(new Path2D(outline(entity.shape, entity.size)));
  if (entity === state.sel) {
    ctx.strokeStyle = ctx.fillStyle;
    ctx.lineWidth = 2;
    ctx.stroke(new Path2D(outline("dot", entity.size + 5)));
  }
  ctx.restore();
}

// A fine line from what is selected to each report that names it.
function paintTie(ctx, report, scale) {
  if (report.cls.name !== "Report" || report === state.sel || state.hops) return;
  if (state.sel.cls.name === "Year" || state.off.has(state.sel.cls.i)) return; // the latter stand far off
  const [a, b, e, d] = curve({ from: report, to: state.sel });
  ctx.strokeStyle = colours().faint;
  ctx.lineWidth = 0.8 / Math.min(1, scale);
  ctx.setLineDash([1.5, 4]);
  ctx.beginPath();
  ctx.moveTo(...a);
  ctx.bezierCurveTo(...b, ...e, ...d);
  ctx.stroke();
  ctx.setLineDash([]);
}
