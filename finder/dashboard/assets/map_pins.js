/* Points into marks: which numbers share a pin at this zoom, and what a pin and a circle look like. */
(function () {
  "use strict";

  const coarsePointer = window.matchMedia("(pointer: coarse)").matches;
  // Of one pin, and how much of it another may cover before a finger or a reader loses it; pixels.
  const SIZE = coarsePointer ? 34 : 30;
  const COVERED = 6;
  const CIRCLE_REACH = 38;

  /* Gather items with a position `at`, [{at, items}]: an item joins the first group it overlaps, a
     group stays where its first item is, and groups that overlap once they have grown are joined. */
  function gathered(map, items, overlap) {
    let groups = items.map((item) => ({ point: map.project(item.at), at: item.at, items: [item] }));
    for (let before = Infinity; groups.length < before; ) {
      before = groups.length;
      groups = groups.reduce((kept, group) => {
        const host = kept.find((other) => overlap(other, group));
        if (host) host.items.push(...group.items);
        else kept.push(group);
        return kept;
      }, []);
    }
    return groups;
  }

  const width = (group) => (group.items.length > 1 ? SIZE * 2 + 4 : SIZE);

  function pinsOverlap(one, other) {
    const apart = one.point.subtract(other.point);
    const across = (width(one) + width(other)) / 2 - COVERED;
    return Math.abs(apart.x) < across && Math.abs(apart.y) < SIZE - COVERED;
  }

  const circlesOverlap = (one, other) => one.point.distanceTo(other.point) < CIRCLE_REACH;

  const element = (tag, className, text) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };

  const chip = (pin) => {
    const status = pin.possible ? "possible" : "match";
    return element("span", `number ${status}${pin.approximate ? " approximate" : ""}`, pin.number);
  };

  /* One number; two numbers; or the first one and how many more. */
  function pinFace(pins) {
    const face = element("span", pins.length > 1 ? "face shared" : "face");
    const shown = pins.length > 2 ? 1 : pins.length;
    face.append(...pins.slice(0, shown).map(chip));
    if (pins.length > shown) face.append(element("span", "rest", `+${pins.length - shown}`));
    return face;
  }

  /* What is told of one pin, line by line; the filled number says that it is a match. */
  function described(pin, words) {
    const lines = [pin.name, pin.label];
    if (pin.possible) lines.push(words.possible);
    if (pin.approximate) lines.push(words.approximate);
    return lines.filter(Boolean);
  }

  /* What is seen of a pin that several share is said first, so that it can be pressed by its name. */
  function spoken(pins, words) {
    const status = (pin) => (pin.possible ? [] : [words.match]);
    const each = pins.map((pin) => [pin.number, ...described(pin, words), ...status(pin)].join(". "));
    const seen = [...pinFace(pins).childNodes].map((part) => part.textContent).join(" ");
    return pins.length > 1 ? `${seen}: ${each.join("; ")}` : each[0];
  }

  /* A mark that a mouse, a finger, a voice and, unless told otherwise, the tab key can reach. */
  function pressable(at, face, { className, name, press, keyboard = true, pane = "markerPane" }) {
    const icon = L.divIcon({ className, html: face, iconSize: null });
    const marker = L.marker(at, { icon, keyboard, pane, riseOnHover: true });
    marker.on("add", () => {
      const root = marker.getElement();
      root.setAttribute("role", "button");
      root.setAttribute("aria-label", name);
      // No stop for the tab key, and yet a button for a finger and for a voice.
      if (!keyboard) return root.setAttribute("tabindex", "-1");
      return L.DomEvent.on(root, "keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        L.DomEvent.stop(event);
        press(marker, true);
      });
    });
    return marker.on("click", () => press(marker, false));
  }

  /* The circles of what else was found, [latitude, longitude, id or count] each, gathered for this
     zoom; a circle that would lie under a pin is moved beside it, so its count can be read. */
  function circles(map, others, pins) {
    const items = others.map(([latitude, longitude, what]) => {
      const one = typeof what === "string";
      return { at: [latitude, longitude], count: one ? 1 : what, id: one ? what : "" };
    });
    return gathered(map, items, circlesOverlap).map((group) => {
      const count = group.items.reduce((sum, item) => sum + item.count, 0);
      const members = L.latLngBounds(group.items.map((item) => item.at));
      const at = count > 1 ? beside(map, members.getCenter(), pins) : group.items[0].at;
      return { at, count, members, id: count === 1 ? group.items[0].id : "" };
    });
  }

  function beside(map, at, pins) {
    const point = map.project(at);
    const pin = pins.map((group) => map.project(group.at)).find((other) => other.distanceTo(point) < SIZE);
    if (!pin) return at;
    const away = point.subtract(pin);
    const length = Math.hypot(away.x, away.y);
    const direction = length < 1 ? L.point(0.7, 0.7) : away.divideBy(length);
    return map.unproject(pin.add(direction.multiplyBy(SIZE)));
  }

  /* How much room the marks take, in pixels. */
  function boxes(groups, circles) {
    const round = (circle) => (circle.count > 1 ? SIZE : SIZE / 3);
    return [
      ...groups.map((group) => ({ at: group.at, width: width(group), height: SIZE })),
      ...circles.map((circle) => ({ at: circle.at, width: round(circle), height: round(circle) })),
    ];
  }

  Object.assign(window.finderMap, {
    boxes,
    circles,
    described,
    element,
    pinChip: chip,
    pinFace,
    pinGroups: (map, pins) => gathered(map, pins, pinsOverlap),
    pressable,
    spoken,
  });
})();
