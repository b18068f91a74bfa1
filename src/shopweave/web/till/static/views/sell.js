// Sell: goods on the left, the buyer's basket on the right; on a phone one above the other.

import * as baskets from "../basket.js";
import * as store from "../store.js";
import { button, fill, h, released, tell } from "../dom.js";
import { finder } from "../finder.js";
import { shown } from "../money.js";
import { say } from "../texts.js";
import { extras } from "./extras.js";
import { row } from "./line.js";

export function sell(shop) {
  const place = h("section", { class: "till-right card", "aria-label": say("sell.basket") });
  const panel = {
    opened: -1,
    open(at) { panel.opened = at; draw(); },
    remove(at) { shop.basket.lines.splice(at, 1); panel.opened = -1; void panel.changed(); },
    async changed() { await store.keep("basket", shop.basket); await released(); draw(); },
  };
  const find = finder(shop.currency, shop.often, add);

  function add(article) {
    baskets.put(shop.basket, article, shop.currency);
    shop.often[article.id] = (shop.often[article.id] ?? 0) + 1;
    void store.keep("often", shop.often);
    panel.opened = shop.basket.lines.findIndex((line) => line.price == null);
    void panel.changed();
  }

  function draw() {
    const { basket } = shop;
    const held = place.contains(document.activeElement) && document.activeElement.getAttribute("aria-label");
    const rows = basket.lines.map((line, at) => row(shop, line, at, panel));
    fill(place,
      h("header", {}, h("h2", {}, say("sell.basket")), h("span", { class: "soft small" }, say("sell.pieces", { count: baskets.pieces(basket) }))),
      rows.length ? h("ul", { class: "rows till-lines" }, rows) : h("p", { class: "till-none soft" }, say("sell.empty")),
      h("div", { class: "till-more" }, extras(shop, panel)),
      foot(shop, () => payable(shop, panel) && (location.hash = "pay")));
    // Who works by keyboard stays where he was.
    if (held) place.querySelector(`[aria-label="${CSS.escape(held)}"]`)?.focus();
  }

  draw();
  const node = h("div", { class: "till-sell" }, h("h1", { class: "unseen" }, say("tab.sell")), find.node, place);
  return { node, scanned: find.scanned, close: find.close, ready: () => matchMedia("(hover: hover)").matches && find.input.focus() };
}

function foot(shop, pay) {
  const total = baskets.total(shop.basket);
  const points = baskets.redeemed(shop.basket);
  return h("footer", { class: "till-foot" },
    points > 0 && h("div", { class: "till-off soft" }, h("span", {}, say("points.line", { count: points })), h("span", {}, shown(-baskets.byPoints(shop.basket), shop.currency))),
    h("div", { class: "till-total" }, h("span", {}, say("sell.total")), h("output", { id: "total" }, shown(total, shop.currency))),
    button(say(total < 0 ? "pay.give" : "sell.pay"), pay, "main big", "", { disabled: !shop.basket.lines.length, id: "pay" }));
}

function payable(shop, panel) {
  const blank = shop.basket.lines.findIndex((line) => line.price == null);
  if (blank >= 0) { panel.open(blank); tell(say("sell.price_missing"), true); return false; }
  const most = shop.discount_percent;
  if (baskets.off(shop.basket) > most) { tell(say("sell.too_much_off", { most }), true); return false; }
  return true;
}
