// Keeps the shell, as one version, so that the till opens without a net. KEEP stands above.
const CACHE = `till-${KEEP.version}`;
const LAZY = "/static/vendor/zxing/";

self.addEventListener("install", (event) => {
  const fresh = KEEP.files.map((address) => new Request(address, { cache: "reload" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(fresh)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => event.waitUntil(clear().then(() => self.clients.claim())));

self.addEventListener("fetch", (event) => {
  const { pathname } = new URL(event.request.url);
  if (event.request.method !== "GET") return;
  if (pathname === "/till" || pathname.startsWith("/till/files/") || pathname === "/till/texts.json" || pathname.startsWith("/static/"))
    event.respondWith(kept(event.request, pathname));
});

async function clear() {
  const old = (await caches.keys()).filter((name) => name.startsWith("till-") && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function kept(request, pathname) {
  // Looked up without opening it: a worker that is replaced must not make its cache anew.
  const found = await caches.match(pathname === "/till" ? "/till" : request, { cacheName: CACHE });
  if (found) return found;
  const answer = await fetch(request);
  if (answer.ok && pathname.startsWith(LAZY) && (await caches.has(CACHE)))
    await (await caches.open(CACHE)).put(request, answer.clone());
  return answer;
}
