// One line of the basket; tapped, it opens to change quantity, price and discount.

import * as baskets from "../basket.js";
import { button, field, h, tell } from "../dom.js";
import { amountOf, major, shown } from "../money.js";
import { say } from "../texts.js";

// `panel` is the basket's: open(at), changed(), remove(at), and which line stands open.
export function row(shop, line, at, panel) {
  const opened = panel.opened === at;
  const one = line.price == null ? "—" : shown(line.price, shop.currency);
  const head = h("button", { type: "button", class: "till-line", onclick: () => panel.open(opened ? -1 : at), "aria-expanded": String(opened) },
    h("span", { class: "grow" }, h("span", { class: "name" }, line.title),
      h("span", { class: "soft small" }, `${line.quantity} × ${one}`, line.discount > 0 && ` − ${shown(line.discount, shop.currency)}`)),
    h("b", {}, shown(baskets.net(line), shop.currency)));
  return h("li", { class: "till-row" }, head, opened && editor(shop, line, at, panel));
}

function editor(shop, line, at, panel) {
  const flip = () => { line.quantity = -line.quantity; void panel.changed(); };
  return h("div", { class: "till-edit form" },
    steps(line, at, panel),
    !line.back && h("div", { class: "till-two" }, prices(shop, line, panel)),
    !line.back && button(say(line.quantity > 0 ? "sell.flip" : "sell.flip_sold"), flip, "small", "rotate-ccw"));
}

function steps(line, at, panel) {
  const set = (units) => {
    line.quantity = line.back ? Math.max(units, -line.left) : units;
    if (line.quantity === 0) panel.remove(at);
    else void panel.changed();
  };
  const way = line.quantity > 0 ? 1 : -1;
  const typed = ({ target }) => {
    const count = Number(target.value.replace(",", ".").replace("-", ""));
    if (count > 0) set(way * count);
    else wrong(target, "sell.no_units");
  };
  return h("div", { class: "till-steps" },
    button("−", () => set(line.quantity - way), "square", "", { "aria-label": say("sell.less") }),
    h("input", { class: "till-units", inputmode: "decimal", value: line.quantity, "aria-label": say("sell.quantity"), onchange: typed }),
    button("+", () => set(line.quantity + way), "square", "", { "aria-label": say("sell.more") }),
    button("", () => panel.remove(at), "square grave", "trash-2", { "aria-label": say("sell.remove") }));
}

function prices(shop, line, panel) {
  const written = (amount) => (amount ? major(amount, shop.currency) : "");
  const price = field(say("sell.price"), { inputmode: "decimal", value: line.price == null ? "" : major(line.price, shop.currency),
    onchange: ({ target }) => take(target, shop.currency, 0, (amount) => { line.price = amount; }, panel) });
  const less = field(say("sell.line_off"), { value: written(line.discount),
    onchange: ({ target }) => take(target, shop.currency, baskets.gross(line), (amount) => { line.discount = amount; }, panel) });
  return [price, less];
}

// Reads an amount, or a share like "10%" of `whole`, from a field.
export function take(input, currency, whole, keep, panel) {
  const amount = amountOf(input.value, currency, whole);
  if (!(amount >= 0)) { wrong(input, "sell.no_amount"); return; }
  keep(amount);
  void panel.changed();
}

function wrong(input, sentence) {
  input.setAttribute("aria-invalid", "true");
  tell(say(sentence), true);
}
