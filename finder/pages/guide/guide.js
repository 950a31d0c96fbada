/* The guide's pages are answers to a POST, which a browser does not show again on Back. With
   scripts each question is put into this one page instead, and kept in memory, in no storage; the
   history holds nothing but its number. Without scripts the buttons of the form do the same. */
(() => {
  const main = document.getElementById("main");
  if (!main?.querySelector('form[method="post"]')) return;
  const seen = [main];
  let at = 0;
  let sending = false;
  history.replaceState({ guide: 0 }, "");

  const step = (number) => {
    seen[at].replaceWith(seen[number]);
    at = number;
    scrollTo(0, 0);
    const heading = seen[at].querySelector("h1");
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  };

  async function send(form, button) {
    const body = new URLSearchParams(new FormData(form));
    body.set(button.name, button.value);
    const answer = await fetch(form.action, { method: "POST", body, cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.getElementById("main");
    if (!next) throw new Error("not a page of the guide");
    seen.length = at + 1;
    seen.push(document.adoptNode(next));
    history.pushState({ guide: at + 1 }, "");
    step(at + 1);
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || !event.submitter || form.dataset.leadsAway !== undefined) return;
    event.preventDefault();
    if (sending) return;
    sending = true;
    send(form, event.submitter).catch(() => {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name: event.submitter.name, value: event.submitter.value });
      form.append(field);
      form.submit();
    }).finally(() => (sending = false));
  });

  addEventListener("popstate", (event) => {
    const number = event.state?.guide;
    if (number === undefined) return;
    if (seen[number]) step(number);
    else location.reload();
  });
})();
