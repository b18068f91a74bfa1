// What the device keeps, in IndexedDB. A promise is kept when the disk has it, not before.

const NAME = "shopweave-till";
const STORES = { kept: {}, articles: { keyPath: "id" }, outbox: { keyPath: "seq", autoIncrement: true } };
let database;

export function open() {
  return new Promise((done, failed) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      for (const [name, options] of Object.entries(STORES)) {
        const made = asked.result.createObjectStore(name, options);
        if (name === "articles") made.createIndex("product", "product");
      }
    };
    asked.onsuccess = () => { database = asked.result; done(); };
    asked.onerror = () => failed(asked.error);
  });
}

export const value = (asked) =>
  new Promise((done, failed) => { asked.onsuccess = () => done(asked.result); asked.onerror = () => failed(asked.error); });

// Runs `work` with the named stores as one deed: all of it is on the disk, or nothing.
export function deed(names, work) {
  const turn = database.transaction(names, "readwrite", { durability: "strict" });
  const stores = Object.fromEntries(names.map((name) => [name, turn.objectStore(name)]));
  return new Promise((done, failed) => {
    let result;
    turn.oncomplete = () => done(result);
    turn.onerror = turn.onabort = () => failed(turn.error);
    Promise.resolve(work(stores)).then((found) => { result = found; }, (error) => { failed(error); turn.abort(); });
  });
}

const look = (name) => database.transaction(name).objectStore(name);

export const get = (key) => value(look("kept").get(key));
export const keep = (key, what) => deed(["kept"], ({ kept }) => { kept.put(what, key); });
export const all = (name) => value(look(name).getAll());
export const change = (entry) => deed(["outbox"], ({ outbox }) => { outbox.put(entry); });
