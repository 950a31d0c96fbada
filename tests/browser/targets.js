/* The targets of a page, or of the frame of its map, that are smaller than `size` CSS pixels either
   way (24 on a drawing, where marks stand where the places are): its box, or, where that is smaller, what answers around its middle. A link within a sentence
   is as high as its line (WCAG 2.5.8), and what is not seen is not pressed. */
(size) => {
    const TARGETS = "a[href], area[href], button, select, textarea, summary, label, "
        + "input:not([type=hidden]), [role=button], [role=tab], [role=link], [role=checkbox], "
        + "[role=radio], [role=switch], [role=menuitem], [role=option]";
    const isSeen = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true })
        && [...one.getClientRects()].some((box) => box.width > 1 && box.height > 1)
        && getComputedStyle(one).clipPath === "none" && !one.matches(".skip")
        && getComputedStyle(one).pointerEvents !== "none"
        && !one.disabled && !one.closest("[inert], .unseen");
    const isTicked = (one) => one.matches("[type=checkbox], [type=radio]");
    const isInSentence = (one) => {
        if (one.tagName !== "A" || !getComputedStyle(one).display.startsWith("inline")
            || getComputedStyle(one).display === "inline-flex") return false;
        let block = one.parentElement;
        while (getComputedStyle(block).display === "inline") block = block.parentElement;
        const around = block.cloneNode(true);
        around.querySelectorAll("a, button, .unseen").forEach((part) => part.remove());
        return /\w{2}/.test(around.textContent);
    };
    const reach = (one) => {
        const parts = isTicked(one) ? [one, ...one.labels] : [one];
        const boxes = parts.filter((part) => part.checkVisibility())
            .map((part) => part.getBoundingClientRect());
        const left = Math.min(...boxes.map((box) => box.left));
        const top = Math.min(...boxes.map((box) => box.top));
        return { left, top, width: Math.max(...boxes.map((box) => box.right)) - left,
            height: Math.max(...boxes.map((box) => box.bottom)) - top };
    };
    const answers = (one, x, y) => {
        const hit = document.elementFromPoint(x, y);
        return !!hit && (hit.closest(TARGETS) === one || one.contains(hit)
            || hit.closest("label")?.control === one);
    };
    const isLarge = (one) => {
        const need = one.closest("svg") ? 24 : size;
        let box = reach(one);
        const [wide, high] = [box.width >= need - 0.5, box.height >= need - 0.5];
        if (wide && high) return true;
        one.scrollIntoView({ block: "center", behavior: "instant" });
        box = reach(one);
        const [x, y, far] = [box.left + box.width / 2, box.top + box.height / 2, need / 2 - 1];
        return (wide || answers(one, x - far, y) && answers(one, x + far, y))
            && (high || answers(one, x, y - far) && answers(one, x, y + far));
    };
    const found = [];
    for (const one of document.querySelectorAll(TARGETS)) {
        // A label is pressed with its field.
        if (one.tagName === "LABEL" && one.control) continue;
        const shown = isTicked(one) ? one.labels[0] ?? one : one;
        if (!isSeen(shown) || isInSentence(one) || isLarge(one)) continue;
        const box = reach(one);
        found.push(`${Math.round(box.width)} x ${Math.round(box.height)}: ${one.outerHTML.slice(0, 140)}`);
    }
    return found;
}
