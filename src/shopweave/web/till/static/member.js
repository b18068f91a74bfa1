// Recognise a buyer by card, phone or e-mail; without a net the mark goes along and is read later.

import { button, field, h, icon, tell } from "./dom.js";
import { eye } from "./eye.js";
import { minor } from "./money.js";
import { points } from "./points.js";
import { say } from "./texts.js";
import { Away, ask } from "./wire.js";

export function member(shop, changed) {
  const known = shop.basket.member;
  if (known) return h("div", {}, h("div", { class: "till-member" }, icon("user"), h("span", { class: "grow" }, h("b", {}, known.name || known.value), told(known)),
    button(say("member.forget"), () => { Object.assign(shop.basket, { member: null, points: 0 }); void changed(); }, "small")), points(shop, changed));
  const mark = field(say("member.mark"), { maxlength: 200, onkeydown: (event) => { if (event.key === "Enter") { event.preventDefault(); void find(); } } });
  const find = async () => {
    const value = mark.input.value.trim();
    if (!value) return;
    shop.basket.member = await recognise(value);
    void changed();
  };
  const camera = eye((code) => { camera.close(); mark.input.value = code; void find(); });
  return h("details", {}, h("summary", {}, icon("user"), say("member.title")),
    h("div", { class: "form" }, mark, camera.video, h("div", { class: "acts" }, button(say("member.find"), () => void find()), camera.button)));
}

// Asks the shop; raises `Away` without a net.
export async function lookUp(value) {
  const { ok, body } = await ask("POST", "/v1/till/member", { value });
  if (!ok) { tell(body.detail, true); return null; }
  const worth = body.worth && { ...body.worth, one: minor(body.worth.one, body.worth.currency) };
  return { ...body, value, worth };
}

async function recognise(value) {
  try {
    const found = await lookUp(value);
    if (found && !found.known) tell(say("member.new"));
    return found;
  } catch (error) {
    if (!(error instanceof Away)) throw error;
    return { kind: guess(value), value, name: "", offline: true };
  }
}

function told(known) {
  if (known.offline) return h("span", { class: "soft small" }, say("member.later"));
  if (!known.known) return h("span", { class: "soft small" }, say("member.new"));
  const points = known.points == null ? "" : ` · ${say("member.points", { count: known.points })}`;
  return h("span", { class: "soft small" }, say("member.orders", { count: known.orders }) + points);
}

const guess = (value) => (value.includes("@") ? "email" : /^\+|^[\d ]{1,13}$/.test(value) ? "phone" : "loyalty");
