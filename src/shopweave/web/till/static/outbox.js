// Everything that happens at the till is on the disk first, then told to the shop, in order, until it is heard.

import * as store from "./store.js";
import { Away, ask } from "./wire.js";

const PAUSES = [1, 2, 4, 8, 15, 30, 60];
const KEPT_DAYS = 14;
const PATIENT = 5; // So often an answer of “not now” holds the others up; then they go ahead.
const listeners = new Set();
const state = { online: true, allowed: true, running: false, failed: 0, timer: 0 };

export const online = () => state.online;
export const allowed = () => state.allowed;
export const onChange = (hear) => { listeners.add(hear); };
const changed = () => listeners.forEach((hear) => hear());

// A receipt takes the till's next number and empties the basket in the same deed.
export async function bookSale(till, form, paper, again = null) {
  const entry = await store.deed(["kept", "outbox"], async ({ kept, outbox }) => {
    const last = (await store.value(kept.get("last"))) ?? 0;
    const next = again ?? { number: `${till.name}-${String(last + 1).padStart(6, "0")}`, id: `${till.name}.${till.device}.${last + 1}` };
    if (!again) kept.put(last + 1, "last");
    kept.delete("basket");
    const body = { ...told(till), ...form, id: next.id, number: next.number };
    const made = { ...fresh("sale", "/v1/till/sales", body), number: next.number, paper: { ...paper, number: next.number, at: body.at } };
    // A receipt that was refused and mended stands in its own place, under its own number.
    made.seq = await store.value(again ? outbox.put({ ...made, seq: again.seq }) : outbox.add(made));
    return made;
  });
  nudge();
  return entry;
}

export async function book(kind, path, till, form, shown = {}) {
  const id = `${kind}.${till.device}.${[...crypto.getRandomValues(new Uint32Array(3))].map((n) => n.toString(36)).join("")}`;
  const body = kind === "void" ? form : { ...told(till), ...form, id };
  await store.deed(["outbox"], ({ outbox }) => { outbox.add({ ...fresh(kind, path, body), shown }); });
  nudge();
}

const told = (till) => ({ place: till.place, till: till.name, at: new Date().toISOString() });
const fresh = (kind, path, body) => ({ kind, path, body, made: new Date().toISOString(), state: "waiting" });

export async function entries() { return (await store.all("outbox")).reverse(); }
export async function count(which) { return (await store.all("outbox")).filter((one) => one.state === which).length; }

export async function withdraw(entry) {
  await store.change({ ...entry, state: "withdrawn" });
  changed();
}

export async function resend(entry) {
  await store.change({ ...entry, state: "waiting", problem: null });
  nudge();
}

export function nudge() {
  clearTimeout(state.timer);
  changed();
  void run();
}

async function run() {
  if (state.running) { state.again = true; return; }
  state.running = true;
  try {
    await (navigator.locks ? navigator.locks.request("shopweave-till-outbox", send) : send());
  } finally {
    state.running = false;
    changed();
    if (state.again) { state.again = false; nudge(); }
  }
}

async function send() {
  let skipped = false;
  for (const entry of (await store.all("outbox")).filter((one) => one.state === "waiting")) {
    const heard = await one(entry);
    if (heard === "stop") { later(); return; }
    if (heard === "skip") skipped = true;
    else state.failed = 0;
    changed();
  }
  if (skipped) later();
  await tidy();
}

// "heard" when the shop decided on it; without an answer it stays, and is told again.
async function one(entry) {
  try {
    const body = entry.kind === "void" ? entry.body : { ...entry.body, sent_at: new Date().toISOString() };
    const { status, ok, body: answer } = await ask("POST", entry.path, body);
    state.online = true;
    state.allowed = !(status === 401 || /not-signed-in|not-allowed$|foreign|confirmation/.test(answer.type ?? ""));
    if (ok) await store.change({ ...entry, state: "sent", answer });
    else if (status >= 500) return tired(entry);
    else if (!state.allowed || status === 408 || status === 429) return "stop";
    else await store.change({ ...entry, state: "refused", problem: answer.detail ?? String(status) });
    return "heard";
  } catch (error) {
    if (!(error instanceof Away)) throw error;
    state.online = false;
    return "stop";
  }
}

async function tired(entry) {
  const tries = (entry.tries ?? 0) + 1;
  await store.change({ ...entry, tries });
  return tries > PATIENT ? "skip" : "stop";
}

function later() {
  const seconds = PAUSES[Math.min(state.failed++, PAUSES.length - 1)];
  state.timer = setTimeout(nudge, seconds * 1000);
}

async function tidy() {
  const before = new Date(Date.now() - KEPT_DAYS * 86_400_000).toISOString();
  await store.deed(["outbox"], async ({ outbox }) => {
    const old = (await store.value(outbox.getAll())).filter((one) => one.made < before && ["sent", "withdrawn"].includes(one.state));
    old.forEach((one) => outbox.delete(one.seq));
  });
}

// What another request learnt: whether there is a net, and whether the shop knows this device.
export function seen(isOnline, isAllowed = state.allowed) {
  if (state.online === isOnline && state.allowed === isAllowed) return;
  Object.assign(state, { online: isOnline, allowed: isAllowed });
  changed();
}
