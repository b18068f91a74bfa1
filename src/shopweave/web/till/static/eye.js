// The camera's window with its button, the same in every view that scans.

import { button, h, tell } from "./dom.js";
import { look } from "./scan.js";
import { say } from "./texts.js";

export function eye(scanned) {
  const video = h("video", { class: "eye", muted: true, playsinline: true, hidden: true, "aria-label": say("scan.window") });
  let stop = null;

  async function turn() {
    if (stop) { close(); return; }
    video.hidden = false;
    try {
      stop = await look(video, scanned);
    } catch {
      video.hidden = true;
      tell(say(globalThis.isSecureContext ? "scan.refused" : "scan.insecure"), true);
    }
  }

  function close() { stop?.(); stop = null; video.hidden = true; }

  return { video, close, button: button(say("scan.scan"), turn, "", "scan-line") };
}
