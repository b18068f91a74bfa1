// Goods: where an article lies in every place; receive, count and move what is scanned.

import * as catalogue from "../catalogue.js";
import * as outbox from "../outbox.js";
import * as store from "../store.js";
import { button, choice, field, fill, h, icon, note, released, tell, titled } from "../dom.js";
import { finder } from "../finder.js";
import { say } from "../texts.js";
import { Away, ask } from "../wire.js";

const WORK = ["look", "receipt", "count", "transfer"];

export function goods(shop, asked) {
  const kind = WORK.includes(asked) ? asked : "look";
  const side = h("section", { class: "till-right card" });
  const work = { lines: [], to: "", note: "" };
  const find = finder(shop.currency, shop.often, (article) => (kind === "look" ? look(article) : add(article)));

  async function look(article) {
    fill(side, h("header", {}, h("h2", {}, catalogue.name(article))), h("p", { class: "till-none soft" }, article.codes.join(" · ")));
    try {
      const { ok, body } = await ask("GET", `/v1/till/stock?${new URLSearchParams({ code: article.id })}`);
      side.append(ok ? levels(body.rows) : note(body.detail, "grave"));
    } catch (error) {
      if (!(error instanceof Away)) throw error;
      side.append(h("div", { class: "till-none" }, note(article.on_hand == null ? say("goods.away") : say("goods.last", { count: article.on_hand }))));
    }
  }

  const levels = (rows) => rows.length
    ? h("ul", { class: "rows", id: "levels" }, rows.map((one) => h("li", {}, icon(one.kind === "store" ? "store" : "boxes"), h("span", { class: "grow" }, one.name), h("b", { class: one.on_hand > 0 ? "" : "alarm" }, say("goods.pieces", { count: one.on_hand })))))
    : h("p", { class: "till-none soft" }, say("goods.never"));

  function add(article) {
    const own = work.lines.find((line) => line.id === article.id);
    if (own) own.quantity += 1;
    else work.lines.push({ id: article.id, product: article.product, variant: article.variant, title: catalogue.name(article), quantity: 1 });
    void changed();
  }

  async function changed() {
    await store.keep(`work.${kind}`, work);
    await released();
    draw();
  }

  function draw() {
    if (kind === "look") { fill(side, h("p", { class: "till-none soft" }, say("goods.look_hint"))); return; }
    fill(side,
      h("header", {}, h("h2", {}, say(`goods.${kind}`)), h("span", { class: "soft small" }, say("sell.pieces", { count: work.lines.reduce((sum, one) => sum + one.quantity, 0) }))),
      kind === "transfer" && h("div", { class: "till-more" }, target()),
      work.lines.length ? h("ul", { class: "rows till-lines" }, work.lines.map(row)) : h("p", { class: "till-none soft" }, say(`goods.${kind}_hint`)),
      h("footer", { class: "till-foot single" }, button(say(`goods.${kind}_do`), () => void finish(), "main big", "", { id: "book", disabled: !work.lines.length || (kind === "transfer" && !work.to) })));
  }

  function target() {
    const others = shop.places.filter((one) => one.id !== shop.till.place);
    work.to ||= others[0]?.id ?? "";
    const select = h("select", { id: "to", onchange: () => { work.to = select.value; void changed(); } }, others.map((one) => h("option", { value: one.id, selected: one.id === work.to }, one.name)));
    return h("div", { class: "form" }, h("div", {}, h("label", { for: "to" }, say("goods.to")), select));
  }

  function row(line, at) {
    const units = field(line.title, { inputmode: "decimal", value: line.quantity, onchange: () => {
      const count = Number(units.input.value.replace(",", "."));
      if (!(count >= 0)) { units.input.setAttribute("aria-invalid", "true"); return; }
      line.quantity = count;
      void changed();
    } });
    units.className = "till-count";
    return h("li", {}, units, button("", () => { work.lines.splice(at, 1); void changed(); }, "square small", "x", { "aria-label": `${say("sell.remove")}: ${line.title}` }));
  }

  async function finish() {
    const { lines } = work;
    if (!lines.length) return;
    work.lines = [];
    const form = { kind, lines: lines.map(({ product, variant, quantity }) => ({ product, ...(variant && { variant }), quantity })), ...(kind === "transfer" && { to: work.to }) };
    await outbox.book("stock", "/v1/till/stock", shop.till, form, { kind: say(`goods.${kind}`), count: lines.length });
    await changed();
    tell(say("goods.kept"));
  }

  async function resume() { Object.assign(work, await store.get(`work.${kind}`)); draw(); }

  const tabs = choice(say("tab.goods"), WORK.map((one) => [one, say(`goods.${one}`)]), kind, (chosen) => { location.hash = `goods/${chosen}`; });
  const node = h("div", { class: "stack" }, titled(say("tab.goods"), say("goods.sum")), tabs, h("div", { class: "till-sell" }, find.node, side));
  draw();
  if (kind !== "look") void resume();
  return { node, scanned: find.scanned, close: find.close };
}
