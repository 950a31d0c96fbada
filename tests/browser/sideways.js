/* What would make a reader scroll sideways, or is cut off: parts wider than the window, and text that
   its own box hides. What moves inside a region of its own, which has a name and takes the focus, may
   be wider (WCAG 1.4.10 excepts tables); so may the line of chips, each of which is a link that comes
   into sight as it takes the focus. */
() => {
    const root = document.documentElement;
    const found = [];
    if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth} wide`);
    const shortly = (one) => one.outerHTML.slice(0, 140);
    const hides = (one) => ["hidden", "clip"].includes(getComputedStyle(one).overflowX);
    const moves = (one) => one && ["auto", "scroll"].includes(getComputedStyle(one).overflowX)
        && one.scrollWidth > one.clientWidth;
    const ownText = (one) => [...one.childNodes]
        .some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
    for (const one of document.body.querySelectorAll("*")) {
        if (!one.checkVisibility({ visibilityProperty: true, opacityProperty: true })
            || one.closest(".unseen, .skip, svg, [inert], [aria-hidden=true]")) continue;
        if (moves(one) && !one.matches("[role=region][tabindex='0'], pre, .chips, :has(> table)") && one !== root) {
            found.push(`moves sideways: ${shortly(one)}`);
        }
        const box = one.getBoundingClientRect();
        if (!ownText(one) || box.width < 2 || getComputedStyle(one).clipPath !== "none") continue;
        let region = one.parentElement;
        while (region && !moves(region)) region = region.parentElement;
        if (!region && (box.right > root.clientWidth + 1 || box.left < -1)) {
            found.push(`${Math.round(box.left)} to ${Math.round(box.right)}: ${shortly(one)}`);
        }
        // What is chosen, and of what, stands whole in the chips and in the sheet of the filters.
        if (root.clientWidth > 340 && one.closest(".bar:not(.with-shelf), .asking .first")) continue;
        if (hides(one) && one.scrollWidth > one.clientWidth + 1) {
            found.push(`cut off: ${shortly(one)}`);
        }
    }
    return found;
}
