// Small words for building a page; nothing is ever written as HTML.

const SVG = "http://www.w3.org/2000/svg";

export function h(name, given = {}, ...inner) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(given)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value !== false && value != null) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...there(inner));
  return made;
}

// What a condition left out is no text.
const there = (inner) => inner.flat(3).filter((one) => one != null && one !== false && one !== "");
export const fill = (place, ...inner) => place.replaceChildren(...there(inner));

export function icon(name) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("class", "icon");
  drawing.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${document.body.dataset.icons}#${name}`);
  drawing.append(use);
  return drawing;
}

export const button = (text, act, kind = "", symbol = "", more = {}) =>
  h("button", { type: "button", class: `button ${kind}`, onclick: act, ...more }, symbol && icon(symbol), text);

let fields = 0;
export function field(label, given = {}) {
  const id = given.id ?? `f${++fields}`;
  const input = h("input", { autocomplete: "off", ...given, id });
  return Object.assign(h("div", {}, h("label", { for: id }, label), input), { input });
}

export function choice(label, values, chosen, act) {
  const pick = ([value, text]) =>
    h("button", { type: "button", "aria-pressed": String(value === chosen), onclick: () => act(value) }, text);
  return h("div", { class: "choice", role: "group", "aria-label": label }, values.map(pick));
}

export const titled = (title, sum, ...acts) =>
  h("div", { class: "title" }, h("div", {}, h("h1", {}, title), sum && h("p", { class: "sum" }, sum)),
    acts.length > 0 && h("div", { class: "acts" }, acts));

export const note = (text, kind = "", symbol = "info", ...more) =>
  h("div", { class: `note ${kind}` }, icon(symbol), h("p", {}, text), more);

export const empty = (symbol, title, text, ...acts) =>
  h("div", { class: "card empty" }, h("span", { class: "mark" }, icon(symbol)), h("h2", {}, title), h("p", {}, text),
    acts.length > 0 && h("div", { class: "acts" }, acts));

let fading = 0;
export function tell(text, grave = false) {
  const place = document.getElementById("told");
  place.replaceChildren(h("div", { class: `notice ${grave ? "grave" : ""}` }, text));
  clearTimeout(fading);
  fading = setTimeout(() => place.replaceChildren(), grave ? 8000 : 3500);
}

// A button that is drawn anew while it is pressed hears no click: wait until it was let go.
let press = Promise.resolve();
let letGo = () => {};
addEventListener("pointerdown", () => { letGo(); press = new Promise((done) => { letGo = done; }); }, true);
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => setTimeout(letGo), true);
export const released = () => press;
