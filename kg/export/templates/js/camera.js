// What part of the picture the window shows.

function view() {
  const { x, y } = network.getViewPosition(),
    box = $("graph");
  return { x, y, scale: network.getScale(), width: box.clientWidth, height: box.clientHeight };
}

const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

function fit(nodes, animate = true, most = 1.25) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const entity of nodes) {
    left = Math.min(left, entity.x - 14);
    right = Math.max(right, entity.x + 20 + entity.short.length * 12);
    top = Math.min(top, entity.y - 22);
    bottom = Math.max(bottom, entity.y + 22);
  }
  if (left === Infinity) return;
  const box = $("graph");
  const foot = 24; // pixels that the status line takes
  const scale = Math.max(
    0.02,
    Math.min(most, box.clientWidth / (right - left + 24), (box.clientHeight - foot) / (bottom - top + 16)),
  );
  moveTo({ x: (left + right) / 2, y: (top + bottom) / 2 + foot / 2 / scale }, scale, animate);
}

function moveTo(position, scale, animate = true) {
  network.moveTo({
    position,
    scale,
    animation: animate && !calm.matches ? { duration: 350, easingFunction: "easeInOutQuad" } : false,
  });
}

// After a choice outside the picture, bring the point and what is around it into sight.
function reveal(entity) {
  refocus();
  const at = view(),
    near = [...scene.focus].filter((e) => e.cls.name !== "Year" && e.cls.name !== "Report");
  const inside = near.every(
    (e) =>
      Math.abs(e.x - at.x) * at.scale < at.width / 2 - 50 && Math.abs(e.y - at.y) * at.scale < at.height / 2 - 30,
  );
  if (inside && at.scale > 0.3) return;
  const far = Math.max(
    ...near.map((e) => Math.max(Math.abs(e.x - entity.x) / at.width, Math.abs(e.y - entity.y) / at.height)),
  );
  if (far < 2) fit(near, true, 1);
  else moveTo({ x: entity.x + 40, y: entity.y }, Math.max(0.8, at.scale));
}
