// What a page gains from JavaScript: search from anywhere, keys, and menus that close.
// Everything here is an addition; each page works without it.

const find = document.getElementById("find");
const found = document.getElementById("found");
const apple = /Mac|iPhone|iPad/.test(navigator.platform);

for (const key of document.querySelectorAll("[data-shortcut]")) key.textContent = apple ? "⌘K" : "Ctrl K";

const typing = () => document.activeElement?.matches("input, textarea, select, [contenteditable]");
const options = () => [...found.querySelectorAll("a")];

function choose(step) {
  const all = options();
  if (!all.length) return;
  const at = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
  const next = (at + step + all.length + (at < 0 && step < 0 ? 1 : 0)) % all.length;
  all.forEach((option, index) => option.setAttribute("aria-selected", String(index === next)));
  find.setAttribute("aria-activedescendant", all[next].id);
  all[next].scrollIntoView({ block: "nearest" });
}

function close() {
  found.replaceChildren();
  find.setAttribute("aria-expanded", "false");
  find.removeAttribute("aria-activedescendant");
}

if (find) {
  find.addEventListener("focus", () => window.htmx?.trigger(find, "open"));
  find.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") { event.preventDefault(); choose(1); }
    if (event.key === "ArrowUp") { event.preventDefault(); choose(-1); }
    if (event.key === "Escape") { close(); find.blur(); }
    const chosen = options().find((option) => option.getAttribute("aria-selected") === "true");
    if (event.key === "Enter" && chosen) { event.preventDefault(); chosen.click(); }
  });
  found.addEventListener("htmx:afterSwap", () => find.setAttribute("aria-expanded", String(options().length > 0)));
  document.addEventListener("click", (event) => { if (!event.target.closest(".finder")) close(); });
}

// g then a letter goes to a place; / and Ctrl/⌘ K search.
const places = { t: "/", c: "/customers", p: "/products", o: "/orders", l: "/live", m: "/models", d: "/decisions", a: "/data", s: "/settings" };
let going = 0;
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") { event.preventDefault(); find?.focus(); find?.select(); return; }
  if (typing() || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") { event.preventDefault(); find?.focus(); return; }
  if (event.key === "g") { going = Date.now(); return; }
  if (Date.now() - going < 1200 && places[event.key]) location.href = places[event.key];
  going = 0;
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details[data-closes][open]")) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector("details[data-closes][open]");
  if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
});

// A letter presses the button that names it, unless somebody is writing.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [contenteditable]")) return;
  const button = /^[a-z]$/.test(event.key) && document.querySelector(`[data-key="${event.key}"]`);
  if (button) { event.preventDefault(); button.click(); }
});

// On a narrow screen a row of tabs scrolls: the chosen one is in sight.
for (const here of document.querySelectorAll(".sections [aria-current]")) {
  const row = here.parentElement;
  row.scrollLeft = here.offsetLeft - row.offsetLeft - (row.clientWidth - here.offsetWidth) / 2;
}

for (const notice of document.querySelectorAll("[data-notice]")) {
  const leave = () => { if (notice.matches(":hover, :focus-within")) setTimeout(leave, 4000); else notice.remove(); };
  setTimeout(leave, 12000);
}

// "live" becomes "last seen ..." when the stream is silent.
for (const [event, alive] of [["htmx:sseOpen", true], ["htmx:sseError", false], ["htmx:sseClose", false]]) {
  document.addEventListener(event, () => {
    for (const lamp of document.querySelectorAll("[data-lamp]")) {
      lamp.classList.toggle("live", alive);
      lamp.textContent = alive ? lamp.dataset.live : lamp.dataset.silent;
    }
  });
}

for (const drop of document.querySelectorAll("[data-drop]")) {
  const input = drop.querySelector("input[type=file]");
  const show = () => {
    if (!input.files[0]) return;
    drop.querySelector("[data-name]").textContent = input.files[0].name;
    if (drop.dataset.drop === "go") input.form.requestSubmit();
  };
  input.addEventListener("change", show);
  for (const event of ["dragover", "dragleave", "drop"]) drop.addEventListener(event, (e) => {
    e.preventDefault();
    drop.classList.toggle("over", event === "dragover");
    if (event === "drop") { input.files = e.dataTransfer.files; show(); }
  });
}

// A live list keeps its newest rows.
for (const feed of document.querySelectorAll("[data-most]")) {
  feed.addEventListener("htmx:afterSettle", () => { while (feed.children.length > Number(feed.dataset.most)) feed.lastElementChild.remove(); });
}
