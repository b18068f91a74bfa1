// Everything this till did: what waits, what the shop has, and what somebody must look at.

import * as outbox from "../outbox.js";
import { takeUp } from "../aside.js";
import { button, empty, fill, h, note, tell, titled } from "../dom.js";
import { shown } from "../money.js";
import { moment, say } from "../texts.js";

const TONES = { waiting: "attention", sent: "good", refused: "alarm", withdrawn: "" };

export function sent(shop) {
  const node = h("div", { class: "stack" });

  async function draw() {
    const all = await outbox.entries();
    const refused = all.filter((one) => one.state === "refused");
    const waiting = all.filter((one) => one.state === "waiting").length;
    fill(node,
      titled(say("tab.sent"), waiting ? say("sent.waiting", { count: waiting }) : say("sent.all"), button(say("sent.now"), () => outbox.nudge(), "", "refresh-cw")),
      refused.length > 0 && h("section", { class: "card", id: "attention" }, h("header", {}, h("h2", {}, say("sent.attention"))), h("ul", { class: "rows" }, refused.map((one) => trouble(one)))),
      all.length ? h("section", { class: "card" }, h("ul", { class: "rows" }, all.filter((one) => one.state !== "refused").slice(0, 200).map(row)))
        : empty("receipt", say("sent.none"), say("sent.none_hint")));
  }

  const trouble = (entry) => h("li", { class: "till-trouble" },
    h("div", { class: "grow" }, h("b", {}, title(entry)), h("div", { class: "soft small" }, moment(entry.made)), note(entry.problem, "grave", "triangle-alert")),
    h("div", { class: "acts" },
      entry.kind === "sale" && button(say("sent.change"), () => void change(entry), "main small", "pencil"),
      button(say("sent.resend"), () => void outbox.resend(entry), "small", "refresh-cw"),
      button(say("sent.withdraw"), () => void outbox.withdraw(entry), "small grave", "x")));

  // The goods go back into the basket; paying books them under the same number. What lay in it
  // waits among the parked ones, and a receipt that is mended already is taken up as it stands.
  async function change(entry) {
    const mended = [shop.basket, ...shop.parked.map((one) => one.basket)].find((one) => one.seq === entry.seq);
    const kept = shop.basket.lines.length > 0 && mended !== shop.basket;
    if (mended !== shop.basket) await takeUp(shop, mended ?? { ...entry.paper.basket, seq: entry.seq, id: entry.body.id, number: entry.body.number });
    location.hash = "sell";
    if (kept) tell(say("sent.kept"));
  }

  void draw();
  return { node, status: draw };
}

function row(entry) {
  const inner = [h("span", { class: "grow" }, h("b", {}, title(entry)), h("span", { class: "soft small" }, moment(entry.made))),
    h("span", { class: `badge ${TONES[entry.state]}` }, say(`state.${entry.state}`))];
  return h("li", {}, entry.kind === "sale" ? h("a", { class: "till-entry", href: `#paper/${entry.seq}` }, inner) : h("div", { class: "till-entry" }, inner));
}

function title(entry) {
  if (entry.kind === "sale") return `${entry.number} · ${shown(entry.paper.total, entry.paper.currency)}`;
  return say(`entry.${entry.kind}`, entry.shown);
}
