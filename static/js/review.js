// The meeting's clock goes on by itself; without JavaScript it stands as it was when the page was asked for.
const clock = document.querySelector("[data-started]");
const tick = () => {
  const minutes = Math.floor((Date.now() - Date.parse(clock.dataset.started)) / 60000);
  if (minutes < 24 * 60) clock.querySelector("strong").textContent = `${minutes} of ${clock.dataset.planned} min`;
};
if (clock?.dataset.started) setInterval(tick, 15000);
