// The taxes of a receipt without a net: the same rule as the shop's (algorithms/money/tax.py), to the cent.

const ONE = 1_000_000n;
const MOST = 2 ** 31;

// The rate of a category on a day, in millionths; of several the most special, then the latest.
export function rateOf(rules, day, category) {
  const within = (path) => !path || path === category || category.startsWith(`${path} > `);
  const found = rules.rates.filter((one) => (!one.country || one.country === rules.country) && within(one.category) && one.since <= day);
  const rank = (one) => [one.country ? 1 : 0, [...one.category].length, one.since];
  const beats = (a, b) => { const at = [0, 1, 2].find((i) => rank(a)[i] !== rank(b)[i]); return at !== undefined && rank(a)[at] > rank(b)[at]; };
  return found.reduce((best, one) => (!best || beats(one, best) ? one : best), null)?.millionths ?? 0;
}

// lines: {sum, rate}; beside: discounts, in minor units. Each rate above 0 with what was paid at it and its tax.
export function taxesOf(lines, beside) {
  const spread = shares(beside, lines.map((line) => Math.abs(line.sum)));
  const paid = new Map();
  lines.forEach((line, at) => paid.set(line.rate, (paid.get(line.rate) ?? 0) + line.sum + spread[at]));
  return [...paid].filter(([rate]) => rate > 0).sort(([a], [b]) => a - b)
    .map(([rate, sum]) => ({ percent: String(rate / 10_000), paid: sum, tax: within(sum, rate) }));
}

// Largest remainder, then the larger weight, then the first line.
function shares(amount, given) {
  const sum = given.reduce((a, b) => a + b, 0);
  const shift = sum >= MOST ? Math.ceil(Math.log2(sum / MOST)) + 1 : 0;
  const weights = given.map((one) => (sum ? BigInt(one) >> BigInt(shift) : 1n));
  const whole = weights.reduce((a, b) => a + b, 0n);
  const size = BigInt(Math.abs(amount));
  const parts = weights.map((one) => (size * one) / whole);
  const cut = weights.map((one) => (size * one) % whole);
  const order = [...weights.keys()].sort((a, b) => Number(cut[b] - cut[a]) || Number(weights[b] - weights[a]) || a - b);
  const left = Number(size - parts.reduce((a, b) => a + b, 0n));
  order.slice(0, left).forEach((at) => { parts[at] += 1n; });
  return parts.map((one) => Number(one) * Math.sign(amount));
}

// The tax that a price holds, rounded half to even.
function within(gross, rate) {
  const [amount, part, bottom] = [BigInt(gross), BigInt(rate), ONE + BigInt(rate)];
  const [whole, rest] = divided(amount, bottom);
  const [low, over] = divided(rest * part, bottom);
  const up = 2n * over > bottom || (2n * over === bottom && low % 2n !== 0n);
  return Number(whole * part + low + (up ? 1n : 0n));
}

function divided(top, bottom) {
  const rest = ((top % bottom) + bottom) % bottom;
  return [(top - rest) / bottom, rest];
}
