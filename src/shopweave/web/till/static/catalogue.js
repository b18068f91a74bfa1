// What may be sold: kept on the device, brought up to date by what changed.

import * as store from "./store.js";
import { minor } from "./money.js";
import { ask } from "./wire.js";
import { spoken } from "./texts.js";

let articles = [];
let hay = new Map();
let codes = new Map();

export async function load() {
  articles = await store.all("articles");
  const order = new Intl.Collator(spoken());
  articles.sort((a, b) => order.compare(name(a), name(b)));
  hay = new Map(articles.map((one) => [one.id, words(one)]));
  codes = new Map();
  for (const one of articles) for (const code of one.codes) codes.set(spelt(code), [...(codes.get(spelt(code)) ?? []), one]);
}

const words = (one) => [one.title, ...Object.values(one.titles), ...one.options, ...one.codes].join(" ").toLowerCase();
// Scanners tell the same number with and without the zeros before it.
const spelt = (code) => code.trim().toLowerCase().replace(/^0+(?=\d{7})/, "");

// Asks for what changed since the last time; all of it, or what came is asked for again.
export async function sync(place) {
  const since = (await store.get("revision")) ?? 0;
  let after = "", revision = null, changed = 0;
  do {
    const asked = new URLSearchParams({ since, after, place });
    const { ok, body } = await ask("GET", `/v1/till/catalogue?${asked}`);
    if (!ok) return false;
    revision ??= body.revision;
    changed += body.changed.length;
    await take(body);
    after = body.after;
  } while (after);
  await store.keep("revision", revision);
  if (changed) await load();
  return changed > 0;
}

function take({ changed, rows }) {
  return store.deed(["articles"], async ({ articles: kept }) => {
    for (const product of changed)
      for (const key of await store.value(kept.index("product").getAllKeys(product))) kept.delete(key);
    for (const row of rows) kept.put(row);
  });
}

export const size = () => articles.length;
export const byCode = (code) => codes.get(spelt(code)) ?? [];
export const byId = (id) => articles.find((one) => one.id === id);

export function name(article) {
  const title = article.titles?.[spoken()] ?? article.title;
  return article.options.length ? `${title}, ${article.options.join(" / ")}` : title;
}

export const price = (article, currency) => (article.prices[currency] == null ? null : minor(article.prices[currency], currency));

// Articles whose name or codes hold every word, those that begin with it first.
export function search(text, limit = 40) {
  const asked = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = articles.filter((one) => asked.every((word) => hay.get(one.id).includes(word)));
  const begins = (one) => name(one).toLowerCase().startsWith(asked[0] ?? "");
  return [...found.filter(begins), ...found.filter((one) => !begins(one))].slice(0, limit);
}

export function often(counts, limit = 24) {
  const known = articles.filter((one) => counts[one.id]).sort((a, b) => counts[b.id] - counts[a.id]);
  return [...known, ...articles.filter((one) => !counts[one.id]).slice(0, limit)].slice(0, limit);
}
