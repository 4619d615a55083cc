// Elements are made here and nowhere else: text goes in as text, never as markup.
const SVG = "http://www.w3.org/2000/svg";

function h(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}
function s(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "on") for (const [event, act] of Object.entries(value)) element.addEventListener(event, act);
    else if (key === "set") for (const [name, to] of Object.entries(value)) element.style.setProperty(name, to);
    else element.setAttribute(key, value === true ? "" : value);
  }
  for (const child of children.flat(Infinity))
    if (child !== null && child !== undefined && child !== false && child !== "") element.append(child);
  return element;
}

function $(id) {
  return document.getElementById(id);
}

const ICONS = {
  back: "M10 3 5 8l5 5",
  forward: "M6 3l5 5-5 5",
  play: "M5 3l8 5-8 5z",
  pause: "M5 3v10M11 3v10",
  fit: "M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3",
  theme: "M8 2a6 6 0 1 0 0 12zM8 2a6 6 0 0 1 0 12",
};

function icon(name) {
  return s("svg", { class: "icon", viewBox: "0 0 16 16", "aria-hidden": "true" }, s("path", { d: ICONS[name] }));
}

function glyph(cls, shape) {
  const at = shape || entities.find((e) => e.cls === cls)?.shape || "dot";
  return s(
    "svg",
    { class: "glyph", viewBox: "-8 -8 16 16", "aria-hidden": "true" },
    s("path", { d: outline(at, 5), fill: colours().of[cls.i] }),
  );
}

function nameOf(entity, text) {
  return h(
    "button",
    { class: "name", lang: "zh", on: { click: () => choose({ sel: entity }) } },
    text || entity.label,
  );
}
