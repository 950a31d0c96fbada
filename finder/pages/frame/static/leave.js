/* "Leave" puts another page in the place of this one, so that Back does not lead here again.
   Without scripts it is an ordinary link. */
document.addEventListener("click", (event) => {
  const way = event.target.closest?.("[data-leave]");
  if (!way || event.defaultPrevented || event.button) return;
  event.preventDefault();
  location.replace(way.dataset.leave);
});
