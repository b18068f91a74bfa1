// Every word of the till, in the language that was chosen on this device.

let texts = {};
let language = "en";

export async function load(chosen) {
  texts = await (await fetch("/till/texts.json")).json();
  speak(chosen ?? (navigator.language.startsWith("zh") ? "zh" : "en"));
}

export function speak(chosen) {
  language = chosen;
  document.documentElement.lang = chosen === "zh" ? "zh-CN" : "en-GB";
}

export const spoken = () => language;

export function say(key, values = {}) {
  const known = texts[key]?.[language] ?? key;
  const text = typeof known === "string" ? known : known[new Intl.PluralRules(language).select(values.count)] ?? known.other;
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

export const moment = (at) =>
  new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" }).format(new Date(at));
