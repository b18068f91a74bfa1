// Starts the till: what is kept on the device first, so that it opens without a net.

import * as catalogue from "./catalogue.js";
import * as outbox from "./outbox.js";
import * as store from "./store.js";
import * as texts from "./texts.js";
import * as wire from "./wire.js";
import { fresh } from "./basket.js";
import { frame } from "./frame.js";
import { watch } from "./scan.js";
import { keepShell } from "./update.js";
import { enter } from "./views/enter.js";

const MINUTE = 60_000;

async function start() {
  await store.open();
  document.documentElement.dataset.appearance = (await store.get("appearance")) ?? "auto";
  await texts.load(await store.get("language"));
  await takePairing();
  wire.carry((await store.get("key")) ?? null);
  const till = await store.get("till");
  if (!till) return enter(await store.get("paired"), start);
  await open(till);
}

async function open(till) {
  const kept = await Promise.all(["setting", "basket", "often", "parked"].map(store.get));
  const [setting, basket, often, parked] = kept;
  const shop = { ...setting, till, basket: basket ?? fresh(), often: often ?? {}, parked: parked ?? [] };
  await catalogue.load();
  const show = frame(shop);
  watch(show.scanned);
  outbox.onChange(show.status);
  addEventListener("online", () => bringUp(shop, show));
  addEventListener("offline", () => outbox.seen(false));
  setInterval(() => bringUp(shop, show), MINUTE);
  await bringUp(shop, show);
}

// Tells the shop what waits, then asks what changed.
async function bringUp(shop, show) {
  outbox.nudge();
  try {
    const { ok, status, body } = await wire.ask("GET", "/v1/till/shop");
    outbox.seen(true, ![401, 403].includes(status));
    if (!ok) return;
    Object.assign(shop, body);
    await store.keep("setting", body);
    if (await catalogue.sync(shop.till.place)) show.again();
  } catch (error) {
    if (!(error instanceof wire.Away)) throw error;
    outbox.seen(false);
  }
}

// The code of a paired device stands after #, which no server sees and no log keeps.
async function takePairing() {
  const told = new URLSearchParams(location.hash.slice(1));
  if (!told.get("key")) return;
  await store.keep("key", told.get("key"));
  await store.keep("paired", { place: told.get("place"), name: told.get("name") });
  history.replaceState(null, "", location.pathname);
}

// First, so that even a till that cannot start is mended by the next version.
keepShell();
await start();
navigator.storage?.persist?.();
