type Optional<Values> = {
  [Name in keyof Values]: undefined extends Values[Name] ? Name : never;
}[keyof Values];

/** The same without the properties that are undefined: what is printed has a key for each property. */
export type Defined<Values> = Omit<Values, Optional<Values>> & {
  readonly [Name in Optional<Values>]?: Exclude<Values[Name], undefined>;
};

export function defined<Values extends object>(values: Values): Defined<Values> {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Defined<Values>;
}
