/** Loads those of Node's modules that no start needs when something of them is asked for. */

type Require = (name: string) => unknown;

/** What every Node process has loaded when its first file runs. */
const loadedByNode: ReadonlySet<string> = new Set([
  "node:async_hooks",
  "node:events",
  "node:fs",
  "node:path",
  "node:process",
  "node:url",
  "node:util",
  "node:vm",
]);

/** Everything in `src/` and most of what it is bundled with names Node's modules with `node:`. */
export function lazyRequire(load: Require): Require {
  const standIns = new Map<string, object>();
  return (name) => {
    if (!name.startsWith("node:") || loadedByNode.has(name)) return load(name);
    const earlier = standIns.get(name);
    if (earlier !== undefined) return earlier;
    const object = standIn(() => load(name) as object);
    standIns.set(name, object);
    return object;
  };
}

function standIn(load: () => object): object {
  return new Proxy(
    {},
    {
      get: (_target, key) => Reflect.get(load(), key),
      has: (_target, key) => Reflect.has(load(), key),
      ownKeys: () => Reflect.ownKeys(load()),
      getOwnPropertyDescriptor: (_target, key) => {
        const descriptor = Reflect.getOwnPropertyDescriptor(load(), key);
        // A stand-in may not call fixed what it does not have itself.
        return descriptor === undefined ? undefined : { ...descriptor, configurable: true };
      },
    },
  );
}
