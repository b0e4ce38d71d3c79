/** The release of each action that generated workflows use, with the commit that its tag names. */
export interface Pin {
  /** The tag, `v7.0.1`: printed as a comment, where Dependabot and Renovate look for it. */
  readonly version: string;
  /** Full SHA: a tag can be moved, a commit cannot. */
  readonly sha: string;
}

export const actionPins: Readonly<Record<string, Pin>> = {
  "actions/checkout": { version: "v7.0.1", sha: "3d3c42e5aac5ba805825da76410c181273ba90b1" },
  "actions/setup-node": { version: "v7.0.0", sha: "820762786026740c76f36085b0efc47a31fe5020" },
  "actions/setup-python": { version: "v7.0.0", sha: "5fda3b95a4ea91299a34e894583c3862153e4b97" },
  "actions/upload-artifact": { version: "v7.0.1", sha: "043fb46d1a93c77aae656e7c1c64a875d1fc6a0a" },
  "actions/download-artifact": {
    version: "v8.0.1",
    sha: "3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c",
  },
};
