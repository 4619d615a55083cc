// A small chart of one indicator: outcomes as filled points on a line, targets as rings.

// Figures of an indicator that may share an axis: same unit and kind, at least two years.
function seriesOf(list) {
  const groups = new Map();
  for (const figure of list) {
    if (!figure.year || !Number.isFinite(Number(figure.value))) continue;
    const place = entities[figure.report]?.details.find(([term]) => terms[term].iri === "wr:place")?.[1] || "";
    const key = [figure.indicator?.i, figure.unit || "", figure.kind || "", figure.basis || "", place].join("|");
    if (!groups.has(key))
      groups.set(key, {
        unit: figure.unit || "",
        kind: figure.kind || "level",
        place,
        indicator: figure.indicator,
        points: [],
      });
    groups.get(key).points.push(figure);
  }
  return [...groups.values()].filter((series) => new Set(series.points.map((f) => f.year)).size > 1);
}

function signed(figure) {
  return Number(figure.value) * (figure.kind === "change" && figure.direction === "down" ? -1 : 1);
}

// Which outcomes a line joins: each with the one before it as linking found it, else year after year.
function steps(done) {
  const linked = done.filter((f) => done.includes(f.previous)).map((f) => [f.previous, f]);
  const single = new Set(done.map((f) => f.year)).size === done.length;
  return linked.length || !single ? linked : done.slice(1).map((f, n) => [done[n], f]);
}

// In a crowded chart only the ends and the extremes carry their value.
function worthNaming(points, done) {
  if (points.length < 9) return new Set(points);
  const bySize = [...done].sort((a, b) => signed(a) - signed(b));
  return new Set([done[0], done.at(-1), bySize[0], bySize.at(-1), points.findLast((f) => f.planned)]);
}

function chart(series, caption) {
  const W = 340,
    H = 128,
    left = 6,
    right = 34,
    top = 16,
    bottom = 20;
  const points = [...series.points].sort((a, b) => a.year - b.year || a.planned - b.planned);
  const first = points[0].year,
    last = points[points.length - 1].year,
    values = points.map(signed);
  const high = Math.max(...values, 0),
    low = Math.min(...values, 0),
    span = high - low || 1;
  const x = (year) => left + ((year - first) / (last - first || 1)) * (W - left - right) + 10;
  const y = (value) => top + ((high - value) / span) * (H - top - bottom);
  const { of, line, soft, ink } = colours();
  const colour = of[series.indicator ? series.indicator.cls.i : 0],
    done = points.filter((f) => !f.planned);
  const picture = s(
    "svg",
    {
      viewBox: `0 0 ${W} ${H}`,
      role: "img",
      "aria-label": t(
        "chartOf",
        caption,
        points.map((f) => `${f.year} ${amount(f)} ${t(f.planned ? "planned" : "achieved")}`).join(", "),
      ),
    },
    s("line", { x1: left, x2: W - 8, y1: y(0), y2: y(0), stroke: line }),
  );
  for (const [from, to] of steps(done)) {
    const ends = { x1: x(from.year), y1: y(signed(from)), x2: x(to.year), y2: y(signed(to)) };
    picture.append(s("line", { ...ends, stroke: colour, "stroke-width": 1.6 }));
  }
  for (const figure of done) {
    if (figure.outcomeOf && points.includes(figure.outcomeOf))
      picture.append(
        s("line", {
          x1: x(figure.year),
          x2: x(figure.outcomeOf.year),
          y1: y(signed(figure)),
          y2: y(signed(figure.outcomeOf)),
          stroke: soft,
          "stroke-dasharray": "2 2",
        }),
      );
  }
  const taken = [],
    named = worthNaming(points, done);
  for (const figure of [...points].reverse()) {
    const cx = x(figure.year),
      cy = y(signed(figure));
    picture.append(
      s("circle", {
        cx: cx.toFixed(1),
        cy: cy.toFixed(1),
        r: 3.6,
        fill: figure.planned ? "none" : colour,
        stroke: colour,
        "stroke-width": 1.6,
      }),
    );
    if (!named.has(figure)) continue;
    const text = amount(figure),
      width = [...text].reduce((sum, c) => sum + (c > "\u2e80" ? 10.5 : 6), 6);
    const up = figure.planned ? 14 : -7,
      ty = Math.min(H - bottom - 2, Math.max(9, cy + up));
    if (!taken.some(([a, b]) => Math.abs(a - cx) < width && Math.abs(b - ty) < 11)) {
      taken.push([cx, ty]);
      picture.append(
        s(
          "text",
          {
            x: Math.min(W - 2, cx),
            y: ty,
            "font-size": 10.5,
            fill: figure.planned ? soft : ink,
            "text-anchor": cx > W - 40 ? "end" : cx < 30 ? "start" : "middle",
          },
          text,
        ),
      );
    }
  }
  let free = -Infinity;
  for (const year of new Set(points.map((f) => f.year))) {
    if (x(year) < free) continue;
    free = x(year) + 30;
    picture.append(
      s("text", { x: x(year), y: H - 4, "font-size": 10.5, fill: soft, "text-anchor": "middle" }, String(year)),
    );
  }
  return h(
    "figure",
    { class: "series" },
    picture,
    h(
      "figcaption",
      {},
      h("span", {}, caption),
      h("span", {}, `● ${t("achieved")}`),
      h("span", {}, `○ ${t("planned")}`),
    ),
  );
}
