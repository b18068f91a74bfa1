// The camera's window with its button, the same in every view that scans.

import { button, h, tell } from "./dom.js";
import { look } from "./scan.js";
import { say } from "./texts.js";

export function eye(scanned) {
  const video = h("video", { class: "eye", muted: true, playsinline: true, hidden: true, "aria-label": say("scan.window") });
  let stop = null, asked = 0;

  async function turn() {
    if (!video.hidden) { close(); return; }
    video.hidden = false;
    const own = ++asked;
    try {
      stop = await look(video, scanned, () => own === asked) ?? stop;
    } catch {
      if (own !== asked) return;
      video.hidden = true;
      tell(say(globalThis.isSecureContext ? "scan.refused" : "scan.insecure"), true);
    }
  }

  function close() { asked += 1; stop?.(); stop = null; video.hidden = true; }

  return { video, close, button: button(say("scan.scan"), turn, "", "scan-line") };
}
