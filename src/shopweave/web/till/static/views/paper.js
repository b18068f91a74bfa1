// One receipt: what was sold, what to give back, and the paper.

import * as outbox from "../outbox.js";
import { button, fill, h, icon, note, tell } from "../dom.js";
import { minor, shown } from "../money.js";
import { moment, say } from "../texts.js";
import { file } from "../wire.js";

export function paper(shop, seq) {
  const node = h("div", { class: "till-done stack" });

  async function draw() {
    const all = await outbox.entries();
    const found = all.find((one) => one.seq === Number(seq));
    if (!found) { location.hash = "sent"; return; }
    // What the shop refused to void is not void.
    const voids = all.filter((one) => one.kind === "void" && one.shown.number === found.number);
    const entry = { ...found, voided: voids.some((one) => ["waiting", "sent"].includes(one.state)) };
    const { paper: sheet } = entry;
    fill(node,
      h("div", { class: "till-sum no-print" },
        h("h1", {}, sheet.change > 0 ? say("paper.change") : say(sheet.total < 0 ? "paper.given" : "paper.done")),
        h("output", { class: "till-big", id: "change" }, shown(sheet.change > 0 ? sheet.change : Math.abs(sheet.total), sheet.currency)),
        state(entry)),
      h("div", { class: "acts no-print" },
        button(say("paper.next"), () => { location.hash = "sell"; }, "main big", "shopping-bag", { id: "next" }),
        button(say("paper.print"), () => print(), "", "printer"),
        entry.state === "withdrawn" && button(say("sent.resend"), () => void outbox.resend(found), "", "refresh-cw"),
        entry.state === "sent" && button(say("paper.pdf"), () => void keepFile(entry, "pdf", "pdf"), "", "download"),
        entry.state === "sent" && button(say("paper.file"), () => void keepFile(entry, "paper?form=escpos", "bin"), "", "download"),
        entry.state === "sent" && !entry.voided && revoke(shop, entry)),
      receipt({ ...sheet, taxes: entry.answer?.taxes ?? sheet.taxes }));
  }

  void draw();
  return { node, status: draw };
}

// A page to send on, or bytes as receipt printers understand them for a device that has one.
async function keepFile(entry, form, ending) {
  const bytes = await file(`/v1/till/receipts/${encodeURIComponent(entry.answer.order)}/${form}`).catch(() => null);
  if (!bytes) { tell(say("frame.offline"), true); return; }
  const link = h("a", { href: URL.createObjectURL(bytes), download: `${entry.number}.${ending}` });
  link.click();
  URL.revokeObjectURL(link.href);
}

// It cannot be undone, so the button asks once more by its own words.
function revoke(shop, entry) {
  const sure = button(say("paper.void"), () => {
    if (!sure.dataset.asked) { sure.dataset.asked = "yes"; sure.lastChild.textContent = say("paper.sure", { number: entry.number }); return; }
    void leave();
  }, "grave", "x");
  async function leave() {
    await outbox.book("void", `/v1/till/sales/${encodeURIComponent(entry.body.id)}/void`, shop.till, { reason: "" }, { number: entry.number });
    tell(say("paper.void_kept"));
    outbox.nudge();
  }
  return sure;
}

function state(entry) {
  if (entry.voided) return h("p", { class: "alarm" }, say("entry.void", { number: entry.number }));
  if (entry.state === "sent") return h("p", { class: "good" }, icon("check"), ` ${say("paper.sent", { number: entry.number })}`);
  if (entry.state === "withdrawn") return h("p", { class: "alarm" }, say("state.withdrawn"));
  if (entry.state === "refused") return note(entry.problem, "grave", "triangle-alert");
  return h("p", { class: "soft" }, say("paper.waiting", { number: entry.number }));
}

export function receipt(sheet) {
  const { currency } = sheet;
  const row = (left, right, kind = "") => h("tr", { class: kind }, h("td", {}, left), h("td", {}, right));
  const lines = sheet.lines.flatMap((line) => [
    row(line.title, shown(line.sum, currency)),
    line.quantity !== 1 && row(`${line.quantity} × ${shown(line.price, currency)}`, "", "soft"),
    line.discount > 0 && row(say("paper.off"), shown(line.quantity > 0 ? -line.discount : line.discount, currency), "soft"),
  ]);
  return h("article", { class: "paper", "aria-label": say("paper.title") },
    h("h2", {}, sheet.shop || "Shopweave"), h("p", {}, `${sheet.number}`), h("p", {}, moment(sheet.at)),
    h("table", {}, h("tbody", {}, lines.filter(Boolean),
      sheet.discount > 0 && row(say("paper.off"), shown(-sheet.discount, currency)),
      sheet.points > 0 && row(say("points.line", { count: sheet.points }), shown(-sheet.by_points, currency)),
      row(say("sell.total"), shown(sheet.total, currency), "sum"),
      (sheet.taxes ?? []).map((one) => row(
        say("paper.taxed", { percent: one.percent, paid: shown(minor(one.paid, currency), currency) }),
        shown(minor(one.tax, currency), currency), "soft")),
      sheet.payments.map((one) => row(say(`kind.${one.kind}`), shown(one.amount, currency))),
      sheet.change > 0 && row(say("paper.change"), shown(sheet.change, currency)))),
    h("p", {}, say("paper.thanks")));
}
