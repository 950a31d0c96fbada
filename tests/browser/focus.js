/* What has the focus, in whatever frame: its box in the window, a word on its kind, and what covers it. */
() => {
    let one = document.activeElement;
    let [dx, dy] = [0, 0];
    while (one?.contentDocument?.activeElement && one.contentDocument.activeElement !== one.contentDocument.body) {
        const box = one.getBoundingClientRect();
        [dx, dy] = [dx + box.x + one.clientLeft, dy + box.y + one.clientTop];
        one = one.contentDocument.activeElement;
    }
    if (!one || one === document.body) return null;
    // Not a control: the scrolling page itself, which Streamlit makes a stop of.
    if (one.matches("[data-testid=stMain], iframe")) return { kind: "page" };
    const part = (element) => [element.tagName, element.type, element.getAttribute("role"),
        element.className?.baseVal ?? element.className].filter(Boolean).join(".");
    const rects = [...one.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
    // A box shows its focus around itself or around the words beside it.
    const label = one.matches("[type=checkbox], [type=radio]") ? one.labels[0] : null;
    const box = (label ?? one).getBoundingClientRect();
    // Around the lines of a link together: where the outlines of two of them meet (2 px off, 3 px wide)
    // there is none between.
    const touching = rects.slice(1).reduce((sum, rect, place) => {
        const above = rects[place];
        const shared = Math.min(above.right, rect.right) - Math.max(above.left, rect.left);
        return Math.abs(rect.top - above.bottom) < 10 && shared > 0 ? sum + 2 * shared : sum;
    }, 0);
    const around = rects.reduce((sum, rect) => sum + 2 * (rect.width + rect.height), -touching);
    const view = one.ownerDocument.defaultView;
    const rect = rects[0] ?? box;
    const points = [[rect.x + rect.width / 2, rect.y + rect.height / 2],
        [rect.x + rect.width / 2, rect.y + 2], [rect.x + rect.width / 2, rect.bottom - 2]];
    // What stands in the page as one does may touch it, but does not lie over it.
    const isLaid = (found) => {
        for (let around = found; around && !around.contains(one); around = around.parentElement) {
            if (view.getComputedStyle(around).position !== "static") return true;
        }
        return false;
    };
    const isOver = (found) => found && isLaid(found) && !one.contains(found) && !found.contains(one)
        && ![...(one.labels ?? [])].some((label) => label.contains(found));
    const over = points.map((point) => one.ownerDocument.elementFromPoint(...point)).find(isOver);
    const isOut = points.every(([x, y]) => x < 0 || y < 0 || x > view.innerWidth || y > view.innerHeight
        || y + dy < 0 || y + dy > innerHeight);
    return {
        kind: `${part(one)} < ${part(one.parentElement ?? one)}`,
        html: one.outerHTML.slice(0, 140),
        box: [box.x + dx, box.y + dy, box.width, box.height],
        around,
        over: over ? over.outerHTML.slice(0, 120) : isOut ? "outside the window" : null,
    };
}
