export interface Pin {
  /** The tag, `v7.0.1`, for the comment that Dependabot and Renovate read. */
  readonly version: string;
  /** Full SHA. Undefined where a file has only the tag. */
  readonly sha?: string;
}

/** The pins of each action, by its name: `actions/checkout`. */
export type ActionPins = Readonly<Record<string, readonly Pin[]>>;
