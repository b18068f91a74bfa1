// Talks to the shop: with the key of a paired device, or as the person who is signed in here.

import { spoken } from "./texts.js";

export class Away extends Error {}

const pass = { key: null, token: null };
const PATIENCE = 20_000;

export const carry = (key) => { pass.key = key; };

export async function ask(method, path, body) {
  let answer = await once(method, path, body);
  if (method !== "GET" && answer.status === 403 && /foreign/.test(answer.body.type ?? "")) {
    pass.token = null;
    answer = await once(method, path, body);
  }
  return answer;
}

export async function visit() {
  const { body } = await once("GET", "/till/visit");
  pass.token = body.token;
  return body;
}

async function once(method, path, body) {
  if (method !== "GET" && !pass.key && !pass.token) await visit();
  const options = { method, headers: headers(body), cache: "no-store", signal: AbortSignal.timeout(PATIENCE) };
  try {
    const response = await fetch(path, { ...options, body: body && JSON.stringify(body) });
    return { status: response.status, ok: response.ok, body: await response.json() };
  } catch (error) {
    throw new Away(error.message);
  }
}

export async function file(path) {
  const response = await fetch(path, { headers: headers(), cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
  return response.ok ? response.blob() : null;
}

function headers(body) {
  const told = { Accept: "application/json", "Accept-Language": spoken() };
  if (body) told["Content-Type"] = "application/json";
  if (pass.key) told.Authorization = `Bearer ${pass.key}`;
  else if (pass.token) told["X-Form-Token"] = pass.token;
  return told;
}
