// What the phone keeps in IndexedDB: "steps" that were done and not sent yet, and "facts" such as the pack and the clock's skew.
// A step leaves the store only when the house has taken it, or when a person drops it by hand.

/** @returns {Promise<IDBDatabase>} */
function openStore() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open("paigong-site", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("steps", { keyPath: "id", autoIncrement: true });
      asked.result.createObjectStore("facts");
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

/** Runs one transaction and gives what its last request found, once it is on disk. */
async function transact(store, mode, act) {
  const database = await openStore();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(store, mode, { durability: "strict" });
      const request = act(transaction.objectStore(store));
      transaction.oncomplete = () => resolve(request?.result);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

/** Every step that is not sent yet, in the order in which they were done. */
const allSteps = () => transact("steps", "readonly", steps => steps.getAll());

/** Keeps steps that belong together: all of them or none. */
const keepSteps = list => transact("steps", "readwrite", steps => { for (const step of list) steps.put(step); });

const dropStep = id => transact("steps", "readwrite", steps => steps.delete(id));

const fact = name => transact("facts", "readonly", facts => facts.get(name));

const keepFact = (name, value) => transact("facts", "readwrite", facts => facts.put(value, name));
