// What one buyer takes, and what it comes to. Plain data in, plain data out.

import { major, times } from "./money.js";
import { name, price } from "./catalogue.js";

export const fresh = () => ({ lines: [], discount: 0, points: 0, member: null, original: null, from: null, id: null, number: null });

export function put(basket, article, currency, quantity = 1) {
  const own = basket.lines.find((line) => line.article === article.id && line.quantity > 0 && !line.discount && !line.back);
  if (own && quantity > 0) own.quantity += quantity;
  else basket.lines.push({
    article: article.id, product: article.product, variant: article.variant, title: name(article),
    price: price(article, currency), usual: price(article, currency), quantity, discount: 0,
  });
}

export function putFree(basket, title, amount) {
  basket.lines.push({ article: null, product: null, variant: null, title, price: amount, quantity: 1, discount: 0 });
}

export const gross = (line) => times(line.quantity, line.price ?? 0);
// What is taken off a line that comes back makes the money paid back smaller.
export const net = (line) => gross(line) - (line.quantity > 0 ? line.discount : -line.discount);
export const total = (basket) => full(basket) - byPoints(basket);
const full = (basket) => basket.lines.reduce((sum, line) => sum + net(line), 0) - basket.discount;

// What points pay: never more than the member has, nor than the basket comes to.
export const fitting = (basket) => (basket.member?.worth ? Math.min(basket.member.points, Math.floor(Math.max(full(basket), 0) / basket.member.worth.one)) : 0);
export const redeemed = (basket) => Math.min(basket.points ?? 0, fitting(basket));
export const byPoints = (basket) => (redeemed(basket) ? redeemed(basket) * basket.member.worth.one : 0);
export const pieces = (basket) => basket.lines.reduce((sum, line) => sum + Math.abs(line.quantity), 0);

// Percent off what is sold, by discount or by a lower price, counted as the server counts it.
export function off(basket) {
  const sold = basket.lines.filter((line) => line.quantity > 0);
  const usual = (line) => times(line.quantity, Math.max(line.price ?? 0, line.usual ?? 0));
  const worth = sold.reduce((sum, line) => sum + usual(line), 0);
  const less = basket.discount + sold.reduce((sum, line) => sum + line.discount + usual(line) - gross(line), 0);
  return less ? Math.ceil((100 * less) / Math.max(worth, 1)) : 0;
}

export function form(basket, payments, currency) {
  return {
    currency,
    lines: basket.lines.map((line) => lineForm(line, currency)),
    discount: major(basket.discount, currency),
    payments: payments.map((one) => ({ kind: one.kind, amount: major(one.amount, currency) })),
    ...(basket.member && { member: { kind: basket.member.kind, value: basket.member.value } }),
    ...(redeemed(basket) && { points: { count: redeemed(basket), amount: major(byPoints(basket), currency) } }),
    ...(basket.original && { original: basket.original }),
  };
}

function lineForm(line, currency) {
  const named = line.variant ? { product: line.product, variant: line.variant } : line.product ? { product: line.product } : { title: line.title };
  return { ...named, quantity: line.quantity, price: major(line.price, currency), discount: major(line.discount, currency) };
}
