/* The start page: "Use my location" writes a rounded point into the field and sends the form. All
   else on it works without a script. */
(() => {
  const button = document.querySelector("[data-begin] [data-locate]");
  if (!button || !navigator.geolocation) return;
  const said = button.form.querySelector("[data-not-told]");
  document.documentElement.dataset.finder = "ready";
  button.addEventListener("click", () => {
    tell(button.dataset.waiting);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        button.form.elements.near.value = `${coords.latitude.toFixed(2)},${coords.longitude.toFixed(2)}`;
        button.form.requestSubmit();
      },
      () => {
        tell(button.dataset.refused);
        button.form.elements.near.focus();
      },
      { maximumAge: 600000, timeout: 15000 },
    );
  });

  function tell(words) {
    said.textContent = words;
    said.hidden = false;
  }
})();
