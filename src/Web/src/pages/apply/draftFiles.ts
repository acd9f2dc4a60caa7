/** Chosen files by document kind. They outlive a reload in IndexedDB, because localStorage is too small for them. */
type Files = Record<string, File | undefined>;

const store = 'files';

export async function loadFiles(): Promise<Files> {
  const database = await open();
  const [kinds, files] = await Promise.all([
    result(database.transaction(store).objectStore(store).getAllKeys()),
    result<File[]>(database.transaction(store).objectStore(store).getAll()),
  ]);
  return Object.fromEntries(kinds.map((kind, index) => [String(kind), files[index]]));
}

export async function saveFile(kind: string, file: File | undefined) {
  const files = (await open()).transaction(store, 'readwrite').objectStore(store);
  if (file) await result(files.put(file, kind));
  else await result(files.delete(kind));
}

export async function clearFiles() {
  await result((await open()).transaction(store, 'readwrite').objectStore(store).clear());
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open('lendflow.application', 1);
  request.onupgradeneeded = () => request.result.createObjectStore(store);
  return result(request);
}

function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
