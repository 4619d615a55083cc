// Labels as on a map: the most connected first, at a readable size, and none across another.
const byRank = [...entities].sort((a, b) => a.rank - b.rank);
const measure = document.createElement("canvas").getContext("2d");
const widths = new Map();

function textWidth(text, font, size) {
  const key = font + text;
  if (!widths.has(key)) {
    measure.font = font.replace("$", "100px");
    widths.set(key, measure.measureText(text).width / 100);
  }
  return widths.get(key) * size;
}

function bounded(low, value, high) {
  return Math.max(low, Math.min(high, value));
}

// The label, cut where the next point of its row stands in the way.
function fitted(entity, nodes, focus, font, px, gap, scale) {
  const next = entity.next;
  if (!next || $("physics").checked || !nodes.has(next) || (focus && !focus.has(next)) || scale < 0.4)
    return entity.short;
  const room = (next.x - entity.x - next.size) * scale - gap - 2;
  let letters = [...entity.short];
  if (textWidth(entity.short, font, px) <= room || room < 4 * px) return entity.short;
  while (letters.length > 3 && textWidth(`${letters.join("")}…`, font, px) > room) letters = letters.slice(0, -1);
  return `${letters.join("")}…`;
}

const rows = new Map();
for (const entity of [...entities].sort((a, b) => b.x - a.x)) {
  entity.next = rows.get(entity.y);
  rows.set(entity.y, entity);
}

// Where labels go in a window of the picture, in screen pixels. ``view`` is {x, y, scale, width, height},
// ``focus`` the points that may be named (null for all), ``first`` those that come before all others.
function placeLabels(view, nodes, focus, first) {
  const taken = new Map(),
    placed = [],
    { sans, serif } = colours();
  const size = bounded(10.5, 12 * view.scale, 15),
    cell = 48;
  const keys = (box, act) => {
    for (let i = Math.floor(box[0] / cell); i <= Math.floor(box[2] / cell); i++) {
      for (let j = Math.floor(box[1] / cell); j <= Math.floor(box[3] / cell); j++)
        if (act(`${i} ${j}`)) return true;
    }
    return false;
  };
  const free = (box) =>
    !keys(box, (key) =>
      (taken.get(key) || []).some((b) => b[0] < box[2] && b[2] > box[0] && b[1] < box[3] && b[3] > box[1]),
    );
  const take = (box) =>
    keys(box, (key) => {
      if (!taken.has(key)) taken.set(key, []);
      taken.get(key).push(box);
    });
  for (const entity of [...first, ...byRank]) {
    if (
      !nodes.has(entity) ||
      (focus && !focus.has(entity)) ||
      (first.has(entity) && placed.some((l) => l.entity === entity))
    )
      continue;
    const x = (entity.x - view.x) * view.scale + view.width / 2,
      y = (entity.y - view.y) * view.scale + view.height / 2;
    if (x < -300 || x > view.width || y < -20 || y > view.height + 20) continue;
    const big = entity.cls.name === "Year" && entity.numeral,
      lead = first.has(entity);
    const px = big ? bounded(17, 30 * view.scale, 40) : size,
      font = big ? `600 $ ${serif}` : `${lead || entity.cls.name === "Report" ? "600 " : ""}$ ${sans}`;
    const year = entity.cls.name === "Year",
      gap = year ? 0 : bounded(3, entity.size * view.scale, 12) + 4;
    const text = year
      ? String(entity.years[0] || entity.label)
      : lead
        ? entity.label
        : fitted(entity, nodes, focus, font, px, gap, view.scale);
    const wide = textWidth(text, font, px);
    const air = big ? 0 : Math.max(0, 0.5 - view.scale) * 30; // seen from afar, fewer names
    const box = [x + gap - 2, y - px * 0.56 - air, x + gap + wide + 2 + air, y + px * 0.56 + air];
    if (!lead && !free(box)) continue;
    take(box);
    placed.push({ entity, text, x: x + gap, y, px, font, box, big });
  }
  return placed;
}

// The names of the lines between points in focus, at their middle, where there is room.
function placeLineNames(view, chosen, placed) {
  const found = [],
    { sans } = colours();
  for (const line of chosen) {
    const text = called(line.p),
      [a, b, c, d] = curve(line);
    const at = [0, 1].map((k) => (a[k] + 3 * b[k] + 3 * c[k] + d[k]) / 8);
    const x = (at[0] - view.x) * view.scale + view.width / 2,
      y = (at[1] - view.y) * view.scale + view.height / 2;
    const wide = textWidth(text, `$ ${sans}`, 10.5),
      box = [x - wide / 2 - 2, y - 7, x + wide / 2 + 2, y + 7];
    const clash = [...placed, ...found].some(
      ({ box: o }) => o[0] < box[2] && o[2] > box[0] && o[1] < box[3] && o[3] > box[1],
    );
    if (!clash) found.push({ text, x: x - wide / 2, y, px: 10.5, font: `$ ${sans}`, box });
  }
  return found;
}
