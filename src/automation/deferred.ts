/**
 * Whether automations declare their jobs only when somebody reads them. True in the process of a job: it does not need
 * the automations, and the run has checked them already.
 */
let isDeferred = false;

export function deferDeclarations(): void {
  isDeferred = true;
}

export function areDeclarationsDeferred(): boolean {
  return isDeferred;
}

/** An object that is made when somebody reads more of it than `part` has. */
export function defer<Whole extends object>(part: Partial<Whole>, make: () => Whole): Whole {
  let object: Whole | undefined;
  const whole = (): Whole => (object ??= make());
  return new Proxy(part as Whole, {
    get: (_part, key) =>
      Object.hasOwn(part, key) ? Reflect.get(part, key) : Reflect.get(whole(), key),
    has: (_part, key) => Reflect.has(whole(), key),
    ownKeys: () => Reflect.ownKeys(whole()),
    getOwnPropertyDescriptor(_part, key) {
      const descriptor = Reflect.getOwnPropertyDescriptor(whole(), key);
      // A proxy must not report a property as not configurable unless its target has it.
      return descriptor === undefined ? undefined : { ...descriptor, configurable: true };
    },
  });
}
