// The frame around every view: where one is, what waits to be sent, and the places.

import * as outbox from "./outbox.js";
import { h, icon, tell } from "./dom.js";
import { say } from "./texts.js";
import { back } from "./views/back.js";
import { day } from "./views/day.js";
import { goods } from "./views/goods.js";
import { paper } from "./views/paper.js";
import { pay } from "./views/pay.js";
import { sell } from "./views/sell.js";
import { sent } from "./views/sent.js";

const PLACES = [["sell", "shopping-bag"], ["back", "rotate-ccw"], ["goods", "boxes"], ["sent", "receipt"], ["day", "wallet"]];
const VIEWS = { sell, back, goods, sent, day, pay, paper };

export function frame(shop) {
  const main = document.getElementById("content");
  let open = {};

  function again() {
    const [name, detail] = location.hash.slice(1).split("/");
    const view = VIEWS[name] ?? sell;
    open.close?.();
    open = view(shop, detail && decodeURIComponent(detail)) ?? {};
    main.replaceChildren(open.node);
    main.dataset.view = VIEWS[name] ? name : "sell";
    tabs(main.dataset.view);
    open.ready?.();
    void top(shop);
  }

  async function status() {
    await top(shop);
    open.status?.();
  }

  function scanned(code) {
    if (open.scanned) open.scanned(code);
    else tell(say("scan.elsewhere", { code }), true);
  }

  addEventListener("hashchange", again);
  again();
  void status();
  return { again, status, scanned };
}

function tabs(here) {
  const place = document.getElementById("tabs");
  place.hidden = false;
  place.setAttribute("aria-label", say("frame.places"));
  const current = { pay: "sell", paper: "sent" }[here] ?? here;
  place.replaceChildren(...PLACES.map(([name, symbol]) =>
    h("a", { href: `#${name}`, "aria-current": name === current && "page" }, icon(symbol), say(`tab.${name}`))));
}

async function top(shop) {
  const [waiting, refused] = [await outbox.count("waiting"), await outbox.count("refused")];
  const place = shop.places.find((one) => one.id === shop.till.place)?.name ?? shop.till.place;
  const lamp = outbox.online() ? h("span", { class: "lamp live" }, say("frame.online")) : h("span", { class: "lamp attention" }, say("frame.offline"));
  document.getElementById("top").replaceChildren(
    h("a", { class: "brand", href: "#sell" }, h("img", { src: "/till/files/icon-192.png", alt: "", width: 28, height: 28 }), h("span", {}, `${place} · ${shop.till.name}`)),
    h("div", { class: "till-state", id: "state" },
      lamp,
      waiting > 0 && h("a", { class: "badge attention", href: "#sent" }, say("frame.waiting", { count: waiting })),
      refused > 0 && h("a", { class: "badge alarm", href: "#sent" }, say("frame.refused", { count: refused })),
      !outbox.allowed() && h("a", { class: "badge alarm", href: "/sign-in?back=/till" }, say("frame.sign_in"))));
}
