/**
 * Whether automations declare their jobs only when someone asks for what they declare: in the process of a job, whose run
 * has declared them all. A run of many jobs would do it once for each of them.
 */
let isDeferred = false;

export function deferDeclarations(): void {
  isDeferred = true;
}

export function areDeclarationsDeferred(): boolean {
  return isDeferred;
}

/** An object that is made when more of it is asked for than `known`. */
export function deferred<Made extends object>(known: Partial<Made>, make: () => Made): Made {
  let made: Made | undefined;
  const whole = (): Made => (made ??= make());
  return new Proxy(known as Made, {
    get: (_known, key) =>
      Object.hasOwn(known, key) ? Reflect.get(known, key) : Reflect.get(whole(), key),
    has: (_known, key) => Reflect.has(whole(), key),
    ownKeys: () => Reflect.ownKeys(whole()),
    getOwnPropertyDescriptor(_known, key) {
      const found = Reflect.getOwnPropertyDescriptor(whole(), key);
      // A stand-in may not call fixed what it does not have itself.
      return found === undefined ? undefined : { ...found, configurable: true };
    },
  });
}
