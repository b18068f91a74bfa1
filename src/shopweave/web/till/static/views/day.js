// The day of this till: what it took, money in and out of the drawer, and its end with counted cash.

import * as outbox from "../outbox.js";
import * as store from "../store.js";
import { button, choice, field, fill, h, note, tell, titled } from "../dom.js";
import { major, minor, shown } from "../money.js";
import { load, moment, say, spoken } from "../texts.js";
import { Away, ask } from "../wire.js";

export function day(shop) {
  const node = h("div", { class: "stack" });
  const report = h("div", { class: "halves" });
  const { currency, till } = shop;
  const asked = new URLSearchParams({ place: till.place, till: till.name, currency });

  async function draw() {
    try {
      const [now, before] = await Promise.all([ask("GET", `/v1/till/day?${asked}`), ask("GET", `/v1/till/closings?${asked}`)]);
      if (!now.ok) { fill(report, note(now.body.detail, "grave")); return; }
      const waiting = await outbox.count("waiting");
      fill(report, sums(now.body), ending(now.body, waiting), drawer(), closings(before.body.rows ?? []));
    } catch (error) {
      if (!(error instanceof Away)) throw error;
      fill(report, note(say("day.offline")), drawer());
    }
  }

  function sums(told) {
    const row = (key, amount) => [h("dt", {}, say(key)), h("dd", {}, shown(minor(amount, currency), currency))];
    const kinds = Object.entries(told.payments).flatMap(([kind, amount]) => row(`kind.${kind}`, amount));
    return card(say("day.so_far"), h("p", { class: "soft small" }, say("day.receipts", { count: told.receipts }), told.since ? ` · ${say("day.since", { at: moment(told.since) })}` : ""),
      h("dl", { class: "till-facts" }, row("day.sold", told.sold), row("day.returned", told.returned), row("day.discounts", told.discounts), minor(told.points, currency) > 0 && row("day.points", told.points), kinds, row("day.opening", told.opening_cash), row("day.moved", told.cash_moved), row("day.expected", told.expected_cash)));
  }

  function ending(told, waiting) {
    const counted = field(say("day.counted"), { inputmode: "decimal", id: "counted" });
    const kept = field(say("day.kept"), { inputmode: "decimal", value: "0", id: "kept" });
    const differs = h("p", { class: "hint", role: "status" });
    counted.input.addEventListener("input", () => {
      const gap = minor(counted.input.value, currency) - minor(told.expected_cash, currency);
      differs.textContent = Number.isNaN(gap) ? "" : gap === 0 ? say("day.exact") : say("day.gap", { sum: shown(gap, currency) });
    });
    let ended = false;
    const close = async () => {
      if (ended) return;
      const [cash, stays] = [minor(counted.input.value, currency), minor(kept.input.value || "0", currency)];
      if (!(cash >= 0) || !(stays >= 0)) { tell(say("sell.no_amount"), true); return; }
      if (stays > cash) { tell(say("day.kept_too_much"), true); return; }
      ended = true; // A second tap would end the day again, with an empty drawer expected.
      await outbox.book("closing", "/v1/till/closings", till, { currency, counted: major(cash, currency), kept: major(stays, currency) }, {});
      tell(say("day.closed"));
    };
    return card(say("day.end"), waiting > 0 && note(say("day.waiting", { count: waiting })),
      h("div", {}, counted, differs), kept, button(say("day.close"), () => void close(), "main big", "", { id: "close", disabled: waiting > 0 }));
  }

  function drawer() {
    const amount = field(say("pay.amount"), { inputmode: "decimal" });
    const why = field(say("day.why"), { maxlength: 200 });
    const move = (sign) => async () => {
      const sum = minor(amount.input.value, currency);
      if (!(sum > 0)) { tell(say("sell.no_amount"), true); return; }
      amount.input.value = ""; // A second tap would move the money again.
      await outbox.book("cash", "/v1/till/cash", till, { currency, amount: major(sign * sum, currency), reason: why.input.value.trim() }, { sum: shown(sign * sum, currency) });
      tell(say("goods.kept"));
    };
    return card(say("day.drawer"), h("div", { class: "till-two" }, amount, why),
      h("div", { class: "acts" }, button(say("day.in"), move(1), "", "plus"), button(say("day.out"), move(-1), "", "minus")));
  }

  const closings = (rows) => rows.length > 0 && h("section", { class: "card" }, h("header", {}, h("h2", {}, say("day.before"))),
    h("ul", { class: "rows" }, rows.slice(0, 7).map((one) => h("li", {}, h("span", { class: "grow" }, h("b", {}, moment(one.closed_at)), h("span", { class: "soft small" }, ` ${say("day.receipts", { count: one.receipts })} · ${shown(minor(one.total, currency), currency)}`)),
      Number(one.difference) === 0 ? h("span", { class: "badge good" }, say("day.exact")) : h("span", { class: "badge attention" }, shown(minor(one.difference, currency), currency))))));

  const looks = h("section", { class: "till-looks" },
    choice(say("day.language"), [["en", "English"], ["zh", "中文"]], spoken(), (chosen) => void settle("language", chosen)),
    choice(say("day.appearance"), ["auto", "light", "dark"].map((one) => [one, say(`appearance.${one}`)]), document.documentElement.dataset.appearance, (chosen) => void settle("appearance", chosen)),
    button(say("day.anew"), () => void anew(), "small", "store"));

  // Another place or name: only when nothing of the old one is left to tell.
  async function anew() {
    if (await outbox.count("waiting") + await outbox.count("refused")) { tell(say("day.anew_later"), true); return; }
    await store.deed(["kept", "articles"], ({ kept, articles }) => { ["till", "paired", "revision"].forEach((key) => kept.delete(key)); articles.clear(); });
    location.reload();
  }

  async function settle(name, chosen) {
    await store.keep(name, chosen);
    if (name === "language") await load(chosen);
    else document.documentElement.dataset.appearance = chosen;
    dispatchEvent(new Event("hashchange"));
  }

  node.append(titled(say("tab.day"), `${till.name} · ${shop.who}`), report, looks);
  void draw();
  let told = null;
  return { node, status: () => { clearTimeout(told); told = setTimeout(() => { if (!node.contains(document.activeElement) || document.activeElement.matches("button")) void draw(); }, 300); } };
}

const card = (title, ...inner) => h("section", { class: "card pad form" }, h("h2", {}, title), inner);
