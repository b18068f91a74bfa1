// Goods that come back: the receipt or web order they were bought with, and what may still return.

import * as baskets from "../basket.js";
import * as catalogue from "../catalogue.js";
import * as store from "../store.js";
import { button, empty, fill, h, note, tell, titled } from "../dom.js";
import { eye } from "../eye.js";
import { minor, shown } from "../money.js";
import { moment, say } from "../texts.js";
import { Away, ask } from "../wire.js";

export function back(shop, asked) {
  const found = h("div", { class: "stack" });
  const input = h("input", { type: "search", id: "receipt", value: asked ?? "", placeholder: say("back.number"), "aria-label": say("back.number"), autocomplete: "off",
    onkeydown: (event) => { if (event.key === "Enter") { event.preventDefault(); void look(); } } });
  const camera = eye((code) => scanned(code));

  function scanned(code) { input.value = code; void look(); }

  async function look() {
    const number = input.value.trim();
    if (!number) return;
    camera.close();
    try {
      const { ok, body } = await ask("GET", `/v1/till/receipts/${encodeURIComponent(number)}`);
      fill(found, ok ? receipt(body) : note(body.detail, "grave", "triangle-alert", free()));
    } catch (error) {
      if (!(error instanceof Away)) throw error;
      fill(found, note(say("back.offline"), "", "info", free()));
    }
  }

  const free = () => button(say("back.without"), () => { location.hash = "sell"; tell(say("back.without_hint")); }, "small");

  function receipt(told) {
    const goods = told.lines.filter((line) => line.kind === "product");
    const taken = goods.map(() => 0);
    const share = paidShare(told);
    for (const line of goods) line.title ||= named(line);
    for (const line of goods) line.amount = Math.floor(minor(line.price, told.currency) * share);
    const foot = h("div", { class: "till-foot" });
    const back_ = () => goods.reduce((sum, line, at) => sum + line.amount * taken[at], 0);
    const draw = () => fill(foot,
      h("div", { class: "till-total" }, h("span", {}, say("back.worth")), h("output", {}, shown(back_(), told.currency))),
      button(say("back.take"), () => void take(), "main big", "", { id: "take-back", disabled: !taken.some(Boolean) }));
    async function take() {
      const other = shop.basket.lines.some((line) => line.back) && shop.basket.original;
      if (other && other !== told.number) { tell(say("back.one_receipt", { number: other }), true); return; }
      shop.basket.original = told.number;
      goods.forEach((line, at) => { if (taken[at]) shop.basket.lines.push(returned(line, taken[at])); });
      await store.keep("basket", shop.basket);
      location.hash = "sell";
    }
    draw();
    return h("section", { class: "card" },
      h("header", {}, h("h2", {}, told.number), h("span", { class: "soft small" }, `${moment(told.at)} · ${told.channel} · ${shown(minor(told.total, told.currency), told.currency)}`)),
      share < 1 && note(say("back.shared")),
      told.voided && note(say("back.voided"), "grave"),
      h("ul", { class: "rows" }, goods.map((line, at) => row(line, (units) => { taken[at] = units; draw(); }))),
      foot);
  }

  const bar = h("div", { class: "till-find", role: "search" }, input, button(say("back.find"), () => void look(), "main"), camera.button);
  const node = h("div", { class: "stack" }, titled(say("tab.back"), say("back.sum")), bar, camera.video, found);
  found.append(empty("rotate-ccw", say("back.empty"), say("back.empty_hint")));
  if (asked) void look();
  return { node, scanned, close: camera.close, ready: () => input.focus() };
}

function row(line, change) {
  let units = 0;
  const told = h("output", { "aria-label": say("sell.quantity") }, "0");
  const step = (by) => () => { units = Math.min(Math.max(units + by, 0), line.left); told.value = String(units); change(units); };
  return h("li", {},
    h("span", { class: "grow till-two-lines" }, h("b", {}, line.title), h("span", { class: "soft small" }, `${line.quantity} × ${line.price} · `, say("back.left", { count: line.left }))),
    h("span", { class: "till-steps" },
      button("−", step(-1), "square", "", { "aria-label": say("sell.less") }), told,
      button("+", step(1), "square", "", { "aria-label": say("back.one_more", { title: line.title }), disabled: line.left <= 0 })));
}

const returned = (line, units) => ({
  article: null, product: line.product, variant: line.variant, title: line.title, price: line.amount,
  quantity: -units, discount: 0, back: true, left: line.left,
});

// A web order may name its goods by their ids alone.
function named(line) {
  const known = catalogue.byId(line.variant) ?? catalogue.byId(line.product);
  return known ? catalogue.name(known) : line.product ?? "";
}

// What of its price was really paid: a discount of the receipt is no gift to who brings half of it back.
function paidShare(told) {
  const sum = (kind) => told.lines.filter((line) => line.kind === kind).reduce((all, line) => all + Number(line.total), 0);
  const worth = sum("product");
  return worth > 0 ? Math.max(0, Math.min(1, (worth + Math.min(sum("discount"), 0)) / worth)) : 1;
}
