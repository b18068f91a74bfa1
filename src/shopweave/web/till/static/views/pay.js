// Take the money: cash with its change, card, or some of each; or give money back.

import * as baskets from "../basket.js";
import { byId } from "../catalogue.js";
import { bookSale } from "../outbox.js";
import { button, choice, field, fill, h, icon, tell } from "../dom.js";
import { lookUp } from "../member.js";
import { major, minor, notes, shown } from "../money.js";
import * as store from "../store.js";
import { rateOf, taxesOf } from "../tax.js";
import { say } from "../texts.js";
import { Away } from "../wire.js";

const KINDS = ["cash", "card", "voucher", "wallet", "transfer", "other"];

export function pay(shop) {
  if (!shop.basket.lines.length) { location.hash = "sell"; return { node: h("div") }; }
  const { currency } = shop;
  const total = baskets.total(shop.basket);
  const place = h("div", { class: "till-pay stack" });
  const paid = [];
  let kind = "cash", busy = false;
  const left = () => total - paid.reduce((sum, one) => sum + one.amount, 0);

  function draw() {
    const amount = field(say("pay.amount"), { inputmode: "decimal", id: "amount", value: major(left(), currency), onkeydown: (event) => { if (event.key === "Enter") { event.preventDefault(); take(minor(amount.input.value, currency)); } } });
    fill(place,
      h("a", { class: "crumb", href: "#sell" }, icon("arrow-left"), say("pay.back")),
      h("div", { class: "till-sum" }, h("h1", {}, say(total < 0 ? "pay.give_back" : "pay.title")), h("output", { class: "till-big" }, shown(Math.abs(total), currency))),
      paid.length > 0 && h("ul", { class: "rows card" }, paid.map((one, at) => h("li", {}, h("span", { class: "grow" }, say(`kind.${one.kind}`)), h("b", {}, shown(one.amount, currency)),
        button(say("pay.undo"), () => { paid.splice(at, 1); draw(); }, "small")))),
      paid.length > 0 && h("p", { class: "strong" }, say("pay.left", { sum: shown(left(), currency) })),
      choice(say("pay.kind"), KINDS.map((one) => [one, say(`kind.${one}`)]), kind, (chosen) => { kind = chosen; draw(); }),
      kind === "cash" && total > 0 && h("div", { class: "till-notes" }, notes(left(), currency).map((note) => button(shown(note, currency), () => take(note), "big"))),
      h("div", { class: "form till-amount" }, amount, button(say(kind === "cash" ? "pay.cash" : "pay.other", { kind: say(`kind.${kind}`) }), () => take(minor(amount.input.value, currency)), "main big", "", { id: "take" })));
  }

  function take(amount) {
    if (Number.isNaN(amount)) { tell(say("sell.no_amount"), true); return; }
    if (kind !== "cash" && total >= 0 && amount > left()) { tell(say("pay.only_cash"), true); return; }
    if (total < 0 && amount < left()) { tell(say("pay.too_much_back"), true); return; }
    if (amount !== 0) paid.push({ kind, amount });
    if (total < 0 ? left() === 0 : left() <= 0) void finish();
    else draw();
  }

  async function finish() {
    if (busy) return;
    busy = true;
    const { basket } = shop;
    if (baskets.redeemed(basket) && !(await stillThere(shop))) { busy = false; paid.length = 0; draw(); return; }
    const again = basket.seq ? { seq: basket.seq, id: basket.id, number: basket.number } : null;
    const entry = await bookSale(shop.till, baskets.form(basket, paid, currency), sheet(basket), again).catch(() => null);
    if (!entry) { busy = false; tell(say("pay.not_kept"), true); return; }
    shop.basket = baskets.fresh();
    location.hash = `paper/${entry.seq}`;
  }

  // What the paper says, also when nobody can be asked.
  function sheet(basket) {
    const lines = basket.lines.map((line) => ({ title: line.title, quantity: line.quantity, price: line.price, discount: line.discount, sum: baskets.gross(line) }));
    return { lines, taxes: taxes(shop), discount: basket.discount, points: baskets.redeemed(basket), by_points: baskets.byPoints(basket), total, payments: paid, change: Math.max(-left(), 0), currency, shop: shop.shop, basket };
  }

  draw();
  return { node: place, ready: () => place.querySelector("#amount").select() };
}

// What the shop will say once it has the sale.
function taxes({ basket, taxes: rules, currency }) {
  if (!rules) return [];
  const day = new Date().toISOString().slice(0, 10);
  const category = (line) => (line.product ? byId(line.variant ?? line.product)?.category : "");
  // Of what this device knows no category it knows no rate: only the shop can say.
  if (basket.lines.some((line) => category(line) === undefined)) return [];
  const lines = basket.lines.map((line) => ({ sum: baskets.gross(line), rate: rateOf(rules, day, category(line)) }));
  const beside = baskets.total(basket) - lines.reduce((sum, line) => sum + line.sum, 0);
  return taxesOf(lines, beside).map((one) => ({ ...one, paid: major(one.paid, currency), tax: major(one.tax, currency) }));
}

// Another till may have spent the points since: only the shop knows, so it is asked before the sale counts.
async function stillThere(shop) {
  const { basket } = shop;
  const wanted = baskets.redeemed(basket);
  try {
    const member = await lookUp(basket.member.value);
    if (!member) return false;
    if (member.worth?.one === basket.member.worth.one && member.points >= wanted) return true;
    Object.assign(basket, { member, points: 0 });
    await store.keep("basket", basket);
    tell(say("points.fewer", { count: member.points ?? 0 }), true);
    location.hash = "sell";
  } catch (error) {
    if (!(error instanceof Away)) throw error;
    tell(say("points.offline"), true);
  }
  return false;
}
