/**
 * A record that says so when a name is asked for that it does not have: to a caller without types that would be
 * undefined, which is the same as not given.
 *
 * @param missing Makes the value, or the error to throw.
 */
export function withKnownKeys<Value>(
  record: Readonly<Record<string, Value>>,
  missing: (name: string) => Value | Error,
): Readonly<Record<string, Value>> {
  return new Proxy(record, {
    get(target, name) {
      if (typeof name === "symbol" || Object.hasOwn(target, name)) {
        return Reflect.get(target, name) as unknown;
      }
      // What JavaScript itself asks of any object.
      if (["then", "toJSON", "constructor"].includes(name)) return undefined;
      const value = missing(name);
      if (value instanceof Error) throw value;
      return value;
    },
  });
}
