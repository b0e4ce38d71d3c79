/** Loads modules of Node on first use, unless every start needs them. */

type Require = (name: string) => unknown;

/** The modules that Node itself has loaded before the first file runs. */
const loadedByNode = new Set(
  "async_hooks events fs path process url util vm".split(" ").map((name) => `node:${name}`),
);

/** Handles names that begin with `node:`, as all of `src/` and most bundled packages have them. */
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
        // A proxy may call a property fixed only where its target has it.
        return descriptor === undefined ? undefined : { ...descriptor, configurable: true };
      },
    },
  );
}
