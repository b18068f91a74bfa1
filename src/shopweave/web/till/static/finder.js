// Find an article: by typing, with a scanner that types, or with the camera.

import * as catalogue from "./catalogue.js";
import { h, tell } from "./dom.js";
import { eye } from "./eye.js";
import { shown } from "./money.js";
import { say } from "./texts.js";

// `chosen` gets the article; `often` counts what is shown before anything is typed.
export function finder(currency, often, chosen) {
  const list = h("div", { class: "tiles" });
  const input = h("input", { type: "search", id: "search", placeholder: say("find.hint"), "aria-label": say("find.hint"), autocomplete: "off", enterkeyhint: "search",
    oninput: () => draw(), onkeydown: (event) => { if (event.key === "Enter") { event.preventDefault(); entered(); } } });
  const camera = eye((code) => scanned(code));

  function draw() {
    const text = input.value.trim();
    const found = text ? catalogue.search(text) : catalogue.often(often);
    list.replaceChildren(...found.map((one) => tile(one, currency, () => pick(one))));
    if (!found.length) list.append(h("p", { class: "soft" }, say(catalogue.size() ? "find.nothing" : "find.empty")));
  }

  function pick(article) { input.value = ""; draw(); chosen(article); }

  function entered() {
    const text = input.value.trim();
    const exact = catalogue.byCode(text);
    if (exact.length === 1) return pick(exact[0]);
    const found = text ? catalogue.search(text) : [];
    if (found.length === 1) pick(found[0]);
  }

  function scanned(code) {
    const found = catalogue.byCode(code);
    if (found.length === 1) { pick(found[0]); tell(catalogue.name(found[0])); return; }
    input.value = code;
    draw();
    if (!found.length) tell(say("find.unknown", { code }), true);
  }

  draw();
  const bar = h("div", { class: "till-find", role: "search" }, input, camera.button);
  return { node: h("section", { class: "till-left", "aria-label": say("find.goods") }, bar, camera.video, list), scanned, close: camera.close, input };
}

function tile(article, currency, pick) {
  const price = catalogue.price(article, currency);
  return h("button", { type: "button", class: "tile", onclick: pick },
    h("span", { class: "name" }, catalogue.name(article)),
    h("span", { class: "strong" }, price == null ? say("find.no_price") : shown(price, currency)));
}
