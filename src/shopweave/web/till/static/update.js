// A new version of the till comes in the background. What runs has all its scripts, so it is taken at the next start.

const REST = 5000;
const DECODER = ["reader/index.js", "share.js", "reader/zxing_reader.wasm"];

export function keepShell() {
  if (!("serviceWorker" in navigator)) return;
  navigator.serviceWorker.register("/till/worker.js", { scope: "/till" }).then(fetchDecoder, () => null);
}

// The decoder of codes is large: it comes when the till is at rest, and is there when the net is not.
async function fetchDecoder() {
  await navigator.serviceWorker.ready;
  if ("BarcodeDetector" in globalThis || !navigator.serviceWorker.controller) return;
  await new Promise((rested) => setTimeout(rested, REST));
  for (const name of DECODER) await fetch(`/static/vendor/zxing/${name}`).then((answer) => answer.blob()).catch(() => null);
}
