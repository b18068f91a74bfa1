// Below the basket's lines: goods without a code, a discount, the member, and baskets put aside.

import * as baskets from "../basket.js";
import { takeUp } from "../aside.js";
import { button, field, h, icon, tell } from "../dom.js";
import { member } from "../member.js";
import { major, minor, shown } from "../money.js";
import { say } from "../texts.js";
import { take } from "./line.js";

const PERCENT = [5, 10, 20, 50];

export function extras(shop, panel) {
  const part = (key, symbol, ...inner) => h("details", {}, h("summary", {}, icon(symbol), say(key)), h("div", { class: "form" }, inner));
  return [
    part("sell.free", "tag", free(shop, panel)),
    part("sell.discount", "scale", discount(shop, panel)),
    member(shop, panel.changed),
    aside(shop, panel),
  ];
}

function free(shop, panel) {
  const title = field(say("sell.free_title"), { maxlength: 100 });
  const amount = field(say("sell.price"), { inputmode: "decimal" });
  const add = () => {
    const cost = minor(amount.input.value, shop.currency);
    if (!title.input.value.trim() || !(cost >= 0)) { tell(say("sell.free_missing"), true); return; }
    baskets.putFree(shop.basket, title.input.value.trim(), cost);
    void panel.changed();
  };
  return h("div", { class: "till-two" }, title, amount, button(say("sell.add"), add));
}

function discount(shop, panel) {
  const worth = () => shop.basket.lines.reduce((sum, line) => sum + baskets.net(line), 0);
  const keep = (amount) => { shop.basket.discount = amount; };
  const less = field(say("sell.off"), { value: shop.basket.discount ? major(shop.basket.discount, shop.currency) : "",
    onchange: ({ target }) => take(target, shop.currency, worth(), keep, panel) });
  const share = (percent) => button(`${percent} %`, () => { keep(Math.max(0, Math.floor((worth() * percent) / 100))); void panel.changed(); }, "small");
  return [less, h("div", { class: "acts" }, PERCENT.filter((one) => one <= shop.discount_percent).map(share))];
}

function aside(shop, panel) {
  const full = shop.basket.lines.length > 0;
  const label = ({ at, basket }) => say("sell.resume", { at, sum: shown(baskets.total(basket), shop.currency) });
  return h("div", { class: "acts" },
    full && button(say("sell.park"), () => void park(shop, panel, baskets.fresh()), "small", "pause"),
    full && button(say("sell.clear"), () => { shop.basket = baskets.fresh(); void panel.changed(); }, "small", "x"),
    shop.parked.map((one) => button(label(one), () => void park(shop, panel, one.basket), "small", "play")));
}

async function park(shop, panel, basket) {
  await takeUp(shop, basket);
  await panel.changed();
}
