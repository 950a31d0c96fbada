/* Where a person would press an element: {x, y} in its frame, once it stands still for two frames and
   nothing lies over that point. {over} names what does; {gone} and {unseen} say what they say.
   A box is pressed by its label. */
async (element, [where, patience]) => {
    const pressed = element.matches("[type=checkbox], [type=radio]") && element.labels[0] || element;
    const frame = () => new Promise((next) => {
        requestAnimationFrame(next);
        setTimeout(next, 50);
    });
    const shown = (box) => box.width >= 1 && box.height >= 1;
    const words = () => {
        const walker = document.createTreeWalker(pressed, NodeFilter.SHOW_TEXT);
        const boxes = [];
        while (walker.nextNode()) {
            const node = walker.currentNode;
            const style = getComputedStyle(node.parentElement);
            if (!node.data.trim() || style.visibility !== "visible" || style.clipPath !== "none") continue;
            const range = document.createRange();
            range.selectNodeContents(node);
            boxes.push(...[...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1));
        }
        return boxes.map((box) => [box.x + box.width / 2, box.y + box.height / 2]);
    };
    const middles = () => [...pressed.getClientRects()].filter(shown)
        .map((box) => [box.x + box.width / 2, box.y + box.height / 2]);
    const edges = () => [...pressed.getClientRects()].filter(shown)
        .map((box) => [box.x + Math.min(2, box.width / 2), box.y + box.height / 2]);
    const at = (point) => pressed.getRootNode().elementFromPoint(...point);
    const lands = (point) => pressed.contains(at(point));
    const place = () => {
        const candidates = where === "edge" ? edges() : [...words(), ...middles()];
        return candidates.find(lands) ?? candidates[0];
    };
    const end = performance.now() + patience;
    const { top, bottom, left, right } = pressed.getBoundingClientRect();
    const outside = top < 0 || left < 0 || bottom > innerHeight || right > innerWidth;
    if (outside) pressed.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    let before = place();
    while (performance.now() < end) {
        await frame();
        const now = place();
        const still = before && now && before[0] === now[0] && before[1] === now[1];
        if (still && lands(now)) return { x: now[0], y: now[1] };
        if (!pressed.isConnected) return { gone: true };
        before = now;
    }
    if (!before) return { unseen: true };
    return { over: at(before)?.outerHTML.slice(0, 200) ?? "nothing: outside the window" };
}
