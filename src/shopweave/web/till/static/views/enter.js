// The first opening: who may sell here, at which place, and what this till is called.

import * as store from "../store.js";
import { button, field, h, note, tell } from "../dom.js";
import { say } from "../texts.js";
import { Away, ask } from "../wire.js";

const NAME = /^[\p{L}\p{N}_-]{1,12}$/u;

export async function enter(paired, done) {
  const place = h("div", { class: "till-enter" });
  document.getElementById("content").replaceChildren(place);
  try {
    const { ok, body } = await ask("GET", "/v1/till/shop");
    place.append(ok ? form(body, paired, done) : stranger(body));
  } catch (error) {
    if (!(error instanceof Away)) throw error;
    place.append(card(say("enter.title"), note(say("enter.offline")), button(say("enter.again"), () => location.reload(), "main")));
  }
}

const card = (title, ...inner) => h("section", { class: "card pad form" }, h("h1", {}, title), inner);

const stranger = (problem) =>
  card(say("enter.title"), h("p", {}, say("enter.who")), !/not-signed-in/.test(problem.type) && note(problem.detail, "grave"),
    h("div", { class: "acts" }, h("a", { class: "button main", href: "/sign-in?back=/till" }, say("enter.sign_in"))),
    h("p", { class: "soft small" }, say("enter.pair")));

function form(setting, paired, done) {
  if (!setting.places.length) return card(say("enter.title"), note(say("enter.no_place")));
  const name = field(say("enter.name"), { value: paired?.name ?? free(setting.tills), maxlength: 12, id: "till-name" });
  const select = h("select", { id: "till-place" }, setting.places.map((one) => h("option", { value: one.id, selected: one.id === paired?.place }, one.name)));
  const start = async () => {
    const chosen = name.input.value.trim();
    if (!NAME.test(chosen)) { tell(say("enter.bad_name"), true); return; }
    await open(setting, chosen, select.value);
    await done();
  };
  return card(say("enter.title"), h("p", {}, say("enter.hint")),
    h("div", {}, h("label", { for: "till-place" }, say("enter.place")), select),
    h("div", {}, name, h("p", { class: "hint" }, say("enter.name_hint"))),
    button(say("enter.start"), () => void start(), "main big", "", { id: "start" }));
}

// Receipt numbers go on where a till of this name stopped.
function open(setting, name, place) {
  const device = [...crypto.getRandomValues(new Uint8Array(6))].map((n) => (n % 36).toString(36)).join("");
  const used = setting.tills.filter((one) => one.till === name).map((one) => Number(one.last.startsWith(`${name}-`) ? one.last.slice(name.length + 1) : 0) || 0);
  return store.deed(["kept"], ({ kept }) => {
    kept.put({ name, place, device }, "till");
    kept.put(setting, "setting");
    kept.put(Math.max(0, ...used), "last");
  });
}

function free(tills) {
  const taken = new Set(tills.map((one) => one.till));
  let number = 1;
  while (taken.has(`T${number}`)) number += 1;
  return `T${number}`;
}
