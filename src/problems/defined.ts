type Optional<Values> = {
  [Name in keyof Values]: undefined extends Values[Name] ? Name : never;
}[keyof Values];

/** Properties that may be undefined become optional. */
export type Defined<Values> = Omit<Values, Optional<Values>> & {
  readonly [Name in Optional<Values>]?: Exclude<Values[Name], undefined>;
};

/** Removes properties that are undefined, which would be printed as keys. */
export function defined<Values extends object>(values: Values): Defined<Values> {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Defined<Values>;
}
