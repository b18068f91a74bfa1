// Money in whole minor units; in and out as the plain decimals that the server speaks.

export const digits = (currency) =>
  new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits;

// "9,90" or "9.90" in EUR is 990; NaN where it is no amount.
export function minor(text, currency) {
  const found = /^(-?)(\d*)(?:[.,](\d*))?$/.exec(String(text).trim());
  if (!found || !(found[2] || found[3])) return NaN;
  const places = digits(currency);
  if ((found[3] ?? "").replace(/0+$/, "").length > places) return NaN;
  const amount = Number(found[2] + (found[3] ?? "").slice(0, places).padEnd(places, "0"));
  return found[1] ? -amount : amount;
}

export function major(amount, currency) {
  const places = digits(currency);
  const plain = String(Math.abs(amount)).padStart(places + 1, "0");
  const text = places ? `${plain.slice(0, -places)}.${plain.slice(-places)}` : plain;
  return amount < 0 ? `-${text}` : text;
}

export const shown = (amount, currency) =>
  new Intl.NumberFormat(document.documentElement.lang, { style: "currency", currency, currencyDisplay: "narrowSymbol" })
    .format(amount / 10 ** digits(currency));

// Half to even, as the server rounds what a broken quantity costs.
export function times(quantity, price) {
  const exact = quantity * price;
  const low = Math.floor(exact);
  const rest = exact - low;
  if (rest !== 0.5) return Math.round(exact);
  return low % 2 === 0 ? low : low + 1;
}

// What a buyer is likely to hand over: the sum itself, and the next round notes.
export function notes(total, currency) {
  const unit = 10 ** digits(currency);
  const round = [1, 5, 10, 20, 50, 100, 200, 500].map((note) => Math.ceil(total / (note * unit)) * note * unit);
  return [...new Set([total, ...round])].filter((one) => one > 0).sort((a, b) => a - b).slice(0, 5);
}

// An amount, or a share like "10%" of `whole`; an empty field is nothing.
export function amountOf(text, currency, whole) {
  const share = /^(\d+(?:[.,]\d+)?)\s*[%％]$/.exec(text.trim());
  // Down to the unit: 10 % of 9.95 must not come out above a limit of 10 %.
  if (share) return Math.floor((Math.abs(whole) * Number(share[1].replace(",", "."))) / 100 + 1e-9);
  return text.trim() ? minor(text, currency) : 0;
}
