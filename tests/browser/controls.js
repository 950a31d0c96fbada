/* The controls of a page, found in the page itself and in its frames: whatever can be pressed and is
   seen. Each gets a number in data-pressable. With `pressables.withhold` a press is noted, and what
   it would do is left undone: so all can be pressed, one after the other, on one page. */
() => {
    const CONTROLS = "a[href], area[href], button, select, textarea, summary, label, "
        + "input:not([type=hidden]), [tabindex]:not([tabindex='-1']), [role=button], [role=tab], "
        + "[role=link], [role=checkbox], [role=radio], [role=switch], [role=menuitem], [role=option]";
    // Not controls, though the keyboard stops at them: what scrolls, and frames.
    const OTHERS = "[role=region], [data-testid=stMain], main, iframe, body, .leaflet-container";
    const state = { withhold: true, seen: [], met: [], frames: new Set() };
    const windows = () => [window, ...[...document.querySelectorAll("iframe")]
        .map((one) => one.contentDocument && one.contentWindow).filter(Boolean)];
    const isSeen = (one) => {
        const shown = one.matches("[type=checkbox], [type=radio]") && one.labels[0] || one;
        return shown.checkVisibility({ visibilityProperty: true, opacityProperty: true })
            && [...shown.getClientRects()].some((box) => box.width > 1 && box.height > 1)
            && getComputedStyle(shown).clipPath === "none" && !shown.matches(".skip")
            && getComputedStyle(shown).pointerEvents !== "none"
            && !one.disabled && !one.closest("[inert], [aria-hidden=true]");
    };
    const kindOf = (one) => {
        const part = (element) => [element.tagName, element.type, element.getAttribute("role"),
            element.className?.baseVal ?? element.className].filter(Boolean).join(".");
        return part(one) + " < " + part(one.parentElement ?? one);
    };
    const note = (event) => {
        if (!event.isTrusted) return;
        const met = event.composedPath().map((one) => one.dataset?.pressable).filter(Boolean);
        for (const one of event.composedPath()) {
            if (one.tagName === "LABEL" && one.control?.dataset.pressable) {
                met.push(one.control.dataset.pressable);
            }
        }
        state.met.push(...met.map(Number));
        if (!state.withhold) return;
        event.preventDefault();
        event.stopImmediatePropagation();
    };
    const listen = (view) => {
        if (state.frames.has(view)) return;
        state.frames.add(view);
        view.addEventListener("click", note, true);
        // A list of options opens with the press and takes the rest of it.
        view.addEventListener("mousedown", (event) => {
            if (event.target.closest?.("select")) event.preventDefault();
        }, true);
    };
    state.find = () => {
        const found = [];
        for (const view of windows()) {
            listen(view);
            for (const one of view.document.querySelectorAll(CONTROLS)) {
                if (one.matches(OTHERS) || one.dataset.pressable || !isSeen(one)) continue;
                // A label is pressed with its field, and with what it names.
                if (one.tagName === "LABEL" && one.control?.matches("[type=checkbox], [type=radio]")) continue;
                one.dataset.pressable = state.seen.length;
                found.push({ number: state.seen.length, kind: kindOf(one),
                    isSummary: one.tagName === "SUMMARY", html: one.outerHTML.slice(0, 160) });
                state.seen.push(one);
            }
        }
        return found;
    };
    window.pressables = state;
    return state.find();
}
