/* Where a person would press an element: {x, y} in the window, once it stands still for two frames and
   nothing lies over that point. {over} names what does; {gone} and {unseen} say what they say.
   A box is pressed by its label. */
async (element, [where, patience]) => {
    const isBox = element.matches("[type=checkbox], [type=radio]");
    const pressed = (isBox && element.labels[0]) || element;
    const page = pressed.ownerDocument;
    const view = page.defaultView;
    const frame = () => new Promise((next) => {
        view.requestAnimationFrame(next);
        setTimeout(next, 50);
    });
    const shown = (box) => box.width > 1 && box.height > 1;
    const middle = (box) => [box.x + box.width / 2, box.y + box.height / 2];
    const edge = (box) => [box.x + Math.min(2, box.width / 2), box.y + box.height / 2];
    const words = () => {
        const walker = page.createTreeWalker(pressed, NodeFilter.SHOW_TEXT);
        const boxes = [];
        while (walker.nextNode()) {
            const node = walker.currentNode;
            const style = view.getComputedStyle(node.parentElement);
            const unseen = style.visibility !== "visible" || style.clipPath !== "none";
            if (!node.data.trim() || unseen) continue;
            const range = page.createRange();
            range.selectNodeContents(node);
            boxes.push(...[...range.getClientRects()].filter(shown));
        }
        return boxes.map(middle);
    };
    const boxes = (spot) => [...pressed.getClientRects()].filter(shown).map(spot);
    const at = (point) => pressed.getRootNode().elementFromPoint(...point);
    const lands = (point) => pressed.contains(at(point));
    const place = () => {
        const candidates = where === "edge" ? boxes(edge) : [...words(), ...boxes(middle)];
        return candidates.find(lands) ?? candidates[0];
    };
    const inWindow = ([x, y]) => {
        for (let inner = view; inner.frameElement; inner = inner.parent) {
            const box = inner.frameElement.getBoundingClientRect();
            x += box.x + inner.frameElement.clientLeft;
            y += box.y + inner.frameElement.clientTop;
        }
        return { x, y };
    };
    const end = performance.now() + patience;
    const spot = place();
    const isOut = !spot || spot[0] < 0 || spot[1] < 0
        || spot[0] > view.innerWidth || spot[1] > view.innerHeight || !lands(spot)
        || inWindow(spot).y < 0 || inWindow(spot).y > top.innerHeight;
    if (isOut) pressed.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    let before = place();
    while (performance.now() < end) {
        await frame();
        const now = place();
        const still = before && now && before[0] === now[0] && before[1] === now[1];
        if (still && lands(now)) return inWindow(now);
        if (!pressed.isConnected) return { gone: true };
        before = now;
    }
    if (!before) return { unseen: true };
    return { over: at(before)?.outerHTML.slice(0, 200) ?? "nothing: outside the window" };
}
