// Shapes and colours, the same for the canvas, the legend and a saved SVG.
const SHAPES = {
  dot: (r) => polygon(r * 2, 0, null),
  square: (r) => `M${-r},${-r}h${2 * r}v${2 * r}h${-2 * r}z`,
  diamond: (r) => corners(4, r * 1.25, 0),
  triangle: (r) => corners(3, r * 1.25, -Math.PI / 2),
  triangleDown: (r) => corners(3, r * 1.25, Math.PI / 2),
  hexagon: (r) => corners(6, r, 0),
  star: (r) => corners(10, r * 1.3, -Math.PI / 2, 0.48),
};

function polygon(d) {
  return `M${-d / 2},0a${d / 2},${d / 2} 0 1,0 ${d},0a${d / 2},${d / 2} 0 1,0 ${-d},0z`;
}

function corners(n, r, turn, inner = 1) {
  const points = [];
  for (let k = 0; k < n; k++) {
    const a = turn + (2 * Math.PI * k) / n,
      length = k % 2 ? r * inner : r;
    points.push(`${(length * Math.cos(a)).toFixed(2)},${(length * Math.sin(a)).toFixed(2)}`);
  }
  return `M${points.join("L")}z`;
}

function outline(shape, r) {
  return (SHAPES[shape] || SHAPES.dot)(r);
}

let palette = null;

function colours() {
  if (palette) return palette;
  const style = getComputedStyle(document.documentElement),
    read = (name) => style.getPropertyValue(`--${name}`).trim();
  palette = { of: classes.map((c) => (/^[A-Za-z]+$/.test(c.name) && read(c.name)) || read("Other")) };
  for (const name of ["paper", "band", "line", "edge", "ink", "soft", "faint", "accent", "numeral", "raised"])
    palette[name] = read(name);
  palette.sans = read("sans");
  palette.serif = read("serif");
  return palette;
}

// The curve of a line, as vis-network draws it: along the vertical between lanes, an arc within one.
function curve(line) {
  const { from: a, to: b } = line,
    dy = a.y - b.y;
  if (Math.abs(dy) < 60) {
    const lift = Math.min(70, Math.abs(a.x - b.x) * 0.22) * (a.x < b.x ? -1 : 1);
    return [
      [a.x, a.y],
      [a.x + (b.x - a.x) * 0.25, a.y + lift],
      [a.x + (b.x - a.x) * 0.75, b.y + lift],
      [b.x, b.y],
    ];
  }
  return [
    [a.x, a.y],
    [a.x, a.y - dy * 0.45],
    [b.x, b.y + dy * 0.45],
    [b.x, b.y],
  ];
}
