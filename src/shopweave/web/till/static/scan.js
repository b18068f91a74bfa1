// Codes from three kinds of scanners: one that types, the browser's own eye, and the decoder we bring.

const QUICK = 60; // Milliseconds between two keys of a scanner; people are slower.
const LONG = 5; // A code in a field for amounts is longer than this.
const GONE = 1000; // A code that was not read for so long has left the camera's view.
const EVERY = 150;

// A scanner at a cable or by radio types the code and presses Enter. Fields for words take it as it is;
// a field for an amount gets back what stood in it, else a code would be money.
export function watch(scanned) {
  let typed = "", at = 0, before = "";
  addEventListener("keydown", (event) => {
    const { target } = event;
    const amount = target.matches?.("input[inputmode=decimal]");
    if ((!amount && target.matches?.("input, textarea, select")) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.timeStamp - at > QUICK) typed = "";
    at = event.timeStamp;
    if (!typed) before = target.value;
    if (event.key.length === 1) typed += event.key;
    if (event.key !== "Enter" || typed.length <= (amount ? LONG : 2)) return;
    event.preventDefault();
    event.stopPropagation();
    if (amount) target.value = before;
    scanned(typed);
    typed = "";
  }, { capture: true });
}

// Shows what the camera sees in `video` and tells each code once until it has left the view; returns
// how to stop. Nobody may want it any more when the person has allowed it.
export async function look(video, scanned, wanted) {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
  const stop = () => stream.getTracks().forEach((track) => track.stop());
  try {
    const read = wanted() && await shownIn(video, stream);
    if (!wanted()) { stop(); return null; }
    let open = true;
    const seen = new Map();
    const turn = async () => {
      const code = await read(video).catch(() => null);
      if (!open) return;
      if (isNew(seen, code, Date.now())) { navigator.vibrate?.(60); scanned(code); }
      setTimeout(turn, EVERY);
    };
    void turn();
    return () => { open = false; stop(); };
  } catch (error) {
    stop();
    throw error;
  }
}

async function shownIn(video, stream) {
  video.srcObject = stream;
  await video.play();
  return reader();
}

// A single blurred picture is no leaving: `seen` holds when each code was last read.
function isNew(seen, code, now) {
  const known = seen.has(code);
  for (const [one, at] of seen) if (one !== code && now - at > GONE) seen.delete(one);
  if (code) seen.set(code, now);
  return Boolean(code) && !known;
}

async function reader() {
  if ("BarcodeDetector" in globalThis && (await BarcodeDetector.getSupportedFormats()).includes("ean_13")) {
    const detector = new BarcodeDetector();
    return async (video) => (await detector.detect(video))[0]?.rawValue;
  }
  const { prepareZXingModule, readBarcodes } = await import("/static/vendor/zxing/reader/index.js");
  await prepareZXingModule({ overrides: { locateFile: (name) => `/static/vendor/zxing/reader/${name}` }, fireImmediately: true });
  return async (video) => (await readBarcodes(picture(video), { maxNumberOfSymbols: 1 }))[0]?.text;
}

function picture(video) {
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
  const brush = canvas.getContext("2d", { willReadFrequently: true });
  brush.drawImage(video, 0, 0);
  return brush.getImageData(0, 0, canvas.width, canvas.height);
}
