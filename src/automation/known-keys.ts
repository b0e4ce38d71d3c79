/**
 * A record that refuses names that it does not have. A caller without types would get undefined for a mistyped name, and
 * an option that is undefined counts as left out.
 *
 * @param fallback Makes the value for such a name, or the error to throw.
 */
export function withKnownKeys<Value>(
  record: Readonly<Record<string, Value>>,
  fallback: (name: string) => Value | Error,
): Readonly<Record<string, Value>> {
  return new Proxy(record, {
    get(target, name) {
      if (typeof name === "symbol" || Object.hasOwn(target, name)) {
        return Reflect.get(target, name) as unknown;
      }
      // JavaScript itself reads these of any object.
      if (["then", "toJSON", "constructor"].includes(name)) return undefined;
      const value = fallback(name);
      if (value instanceof Error) throw value;
      return value;
    },
  });
}
