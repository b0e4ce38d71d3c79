/** Which numbers an option takes. */
export interface NumberKind {
  readonly name: string;
  readonly holds: (value: number) => boolean;
}

export const amounts: NumberKind = {
  name: "number above 0",
  holds: (value) => Number.isFinite(value) && value > 0,
};

export const counts: NumberKind = {
  name: "whole number, 0 or above",
  holds: (value) => Number.isInteger(value) && value >= 0,
};
