/* What pages can do beyond reading: toggles of the report, rule and parse in the margin. All of it works without, too. */
"use strict";
const bar = document.querySelector("header nav"), now = bar && bar.querySelector("[aria-current]");
if (now) bar.scrollLeft = now.offsetLeft - bar.offsetLeft - 24; // on a phone the row of pages is longer than the screen
document.querySelectorAll("[data-toggle]").forEach((box) => {
  const key = "lagebild hide " + box.dataset.toggle;
  const apply = () => document.body.classList.toggle("hide-" + box.dataset.toggle, !box.checked);
  try { box.checked = localStorage.getItem(key) !== "1"; } catch { /* private window: nothing is kept */ }
  apply();
  box.addEventListener("change", () => {
    apply();
    try { localStorage.setItem(key, box.checked ? "0" : "1"); } catch { /* as above */ }
  });
});
document.querySelectorAll("details[data-why]").forEach((details) => {
  details.addEventListener("toggle", async () => {
    const place = details.querySelector(".why");
    if (!details.open || !place || details.dataset.asked) return;
    details.dataset.asked = "yes";
    place.setAttribute("aria-busy", "true");
    const answer = await fetch(details.dataset.why, { headers: { accept: "text/html" } });
    if (answer.ok) {
      const part = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".why-part");
      if (part) place.replaceWith(part);
    } else {
      place.removeAttribute("aria-busy");
    }
  });
});
document.querySelectorAll("select[data-shows]").forEach((select) => {
  const show = () => document.querySelectorAll("fieldset[data-modes]").forEach((one) => { one.hidden = one.dataset.modes !== select.value; });
  select.addEventListener("change", show);
  show(); // a browser that goes back keeps the choice
});
document.querySelectorAll("form").forEach((form) => {
  form.addEventListener("submit", () => form.setAttribute("aria-busy", "true"));
});
window.addEventListener("pageshow", () => document.querySelectorAll("form[aria-busy]").forEach((f) => f.removeAttribute("aria-busy")));
