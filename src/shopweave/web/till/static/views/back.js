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

  async function look(number = input.value.trim()) {
    if (!number) return;
    camera.close();
    try {
      const { ok, body } = await ask("GET", `/v1/till/receipts/${encodeURIComponent(number)}`);
      if (ok) fill(found, receipt(body));
      else fill(found, body.receipts ? choice(body.receipts) : note(body.detail, "grave", "triangle-alert", free()));
    } catch (error) {
      if (!(error instanceof Away)) throw error;
      fill(found, note(say("back.offline"), "", "info", free()));
    }
  }

  const free = () => button(say("back.without"), () => { location.hash = "sell"; tell(say("back.without_hint")); }, "small");

  // Two tills may have given out one number.
  const choice = (receipts) => h("section", { class: "card" },
    h("header", {}, h("h2", {}, say("back.which"))),
    h("ul", { class: "rows", id: "which" }, receipts.map((one) => h("li", {},
      h("span", { class: "grow till-two-lines" }, h("b", {}, shown(minor(one.total, one.currency), one.currency)), h("span", { class: "soft small" }, `${one.till} · ${moment(one.at)}`)),
      button(say("back.this_one"), () => void look(one.order))))));

  function receipt(told) {
    const goods = told.lines.filter((line) => line.kind === "product");
    const taken = goods.map(() => 0);
    const reduced = goods.some((line) => minor(line.paid, told.currency) < minor(line.total, told.currency));
    for (const line of goods) line.title ||= named(line);
    for (const line of goods) line.whole = minor(line.paid, told.currency);
    const foot = h("div", { class: "till-foot" });
    const back_ = () => goods.reduce((sum, line, at) => sum + refund(line, taken[at]), 0);
    const draw = () => fill(foot,
      h("div", { class: "till-total" }, h("span", {}, say("back.worth")), h("output", {}, shown(back_(), told.currency))),
      button(say("back.take"), () => void take(), "main big", "", { id: "take-back", disabled: !taken.some(Boolean) }));
    async function take() {
      const other = shop.basket.lines.some((line) => line.back) && shop.basket.original;
      if (other && other !== told.order) { tell(say("back.one_receipt", { number: shop.basket.from }), true); return; }
      Object.assign(shop.basket, { original: told.order, from: told.number });
      goods.forEach((line, at) => { shop.basket.lines.push(...returned(line, taken[at])); });
      await store.keep("basket", shop.basket);
      location.hash = "sell";
    }
    draw();
    return h("section", { class: "card" },
      h("header", {}, h("h2", {}, told.number), h("span", { class: "soft small" }, `${moment(told.at)} · ${told.channel} · ${shown(minor(told.total, told.currency), told.currency)}`)),
      reduced && note(say("back.shared")),
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

// What is paid back for the next units of a line: all parts add up to what was paid, as on the server.
function refund(line, units) {
  const bought = Math.round(line.quantity * 1000);
  const until = (back) => Math.floor((2 * line.whole * Math.round(back * 1000) + bought) / (2 * bought));
  return until(line.returned + units) - until(line.returned);
}

// Lines of the basket: units that differ by a cent stand apart, so that each line has one price.
function returned(line, units) {
  const found = [];
  for (let before = 0; before < units; before += 1) {
    const step = Math.min(1, units - before);
    const price = Math.floor((refund(line, before + step) - refund(line, before)) / step);
    const last = found.find((one) => one.price === price && step === 1);
    if (last) { last.quantity -= 1; last.left += 1; }
    else found.push({ article: null, product: line.product, variant: line.variant, title: line.title, price, quantity: -step, discount: 0, back: true, left: step });
  }
  return found;
}

// A web order may name its goods by their ids alone.
function named(line) {
  const known = catalogue.byId(line.variant) ?? catalogue.byId(line.product);
  return known ? catalogue.name(known) : line.product ?? "";
}
