// Pay with a member's points: all that fit by one press, or some of them.

import * as baskets from "./basket.js";
import { button, field, h, tell } from "./dom.js";
import { shown } from "./money.js";
import { online } from "./outbox.js";
import { say } from "./texts.js";

export function points(shop, changed) {
  const { basket, currency } = shop;
  const { member } = basket;
  if (!member.worth || !member.points || member.worth.currency !== currency) return null;
  const pays = (count) => shown(count * member.worth.one, currency);
  const told = h("p", { class: "soft small" }, say("points.worth", { count: member.points, sum: pays(member.points) }));
  if (!online() && !basket.points) return h("div", { class: "till-points" }, told, h("p", { class: "soft small" }, say("points.offline")));
  const keep = (count) => { basket.points = count; void changed(); };
  const used = baskets.redeemed(basket);
  if (basket.points) return h("div", { class: "till-points" }, told, h("div", { class: "till-member" },
    h("b", { class: "grow" }, say("points.used", { count: used, sum: pays(used) })), button(say("points.keep"), () => keep(0), "small", "x")));
  const most = baskets.fitting(basket);
  if (!most) return h("div", { class: "till-points" }, told);
  const some = field(say("points.some"), { inputmode: "numeric", onchange: ({ target }) => {
    const count = Number(target.value);
    if (!(Number.isInteger(count) && count >= 0 && count <= most)) { target.setAttribute("aria-invalid", "true"); tell(say("points.most", { count: most }), true); return; }
    keep(count);
  } });
  // Whoever presses for all means all that will fit when the basket is full.
  return h("div", { class: "till-points form" }, told, button(say("points.all", { count: most, sum: pays(most) }), () => keep(member.points), "", "tag"), some);
}
