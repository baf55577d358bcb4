// Unsaved words survive: they are sent to the server as they are typed, and leaving with unsaved words asks first.
const pause = 1500;
const timers = new WeakMap();
const sending = new WeakMap();

const mark = (form) => form?.querySelector("input[name=draft][data-draft-url]");
const say = (form, words) => {
  const place = form.querySelector("[data-draft-state]");
  if (place) place.textContent = words;
};
const signedOut = "You are signed out. What you typed is kept: send the form, and it is in its box after you have signed in.";

// A browser takes only little along when its page is left, so `leaving` is for that moment alone.
const keep = async (form, leaving = false) => {
  const words = new FormData(form);
  for (const [name, value] of [...words]) if (value instanceof File) words.delete(name);
  const way = new AbortController();
  sending.set(form, way);
  try {
    const options = { method: "POST", body: words, signal: way.signal, keepalive: leaving };
    const answer = await fetch(mark(form).dataset.draftUrl, options);
    if (answer.redirected) return say(form, signedOut);
    const { kept, at, reason } = await answer.json();
    if (!kept) return say(form, reason);
    delete form.dataset.dirty;
    say(form, `Kept as a draft at ${at}`);
  } catch {
    if (!way.signal.aborted) say(form, "Not kept as a draft: the server does not answer. Your words are still here.");
  }
};
const keepAll = () => {
  for (const form of document.querySelectorAll("form[data-dirty]")) {
    clearTimeout(timers.get(form));
    if (mark(form)) keep(form, true);
  }
};

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form || (!mark(form) && !form.matches("[data-guard]"))) return;
  form.dataset.dirty = "1";
  if (!mark(form)) return;
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(keep, pause, form));
});
// What is saved needs no draft any more: neither a waiting one nor one on its way.
document.addEventListener("submit", (event) => {
  clearTimeout(timers.get(event.target));
  sending.get(event.target)?.abort();
  delete event.target.dataset.dirty;
});
document.addEventListener("visibilitychange", () => document.hidden && keepAll());
window.addEventListener("beforeunload", (event) => {
  if (document.querySelector("form[data-dirty]")) event.preventDefault();
});
