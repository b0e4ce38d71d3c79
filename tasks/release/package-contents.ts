/** What the package has, and what it must never have. */

export interface PackedFile {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
}

export interface Packed {
  readonly name: string;
  readonly version: string;
  /** The tarball, in bytes. */
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly PackedFile[];
}

/** The tarball, in bytes: what everyone downloads who installs. */
export const mostBytes = 1_000_000;

const allowed: readonly RegExp[] = [
  /^(?:package\.json|README\.md|CHANGELOG\.md|LICENSE)$/,
  /^dist\/(?:cli\.cjs|recompose\.cjs|index\.js|index\.d\.ts|THIRD-PARTY-LICENSES\.txt)$/,
  /^dist\/(?:program|libraries)\/[a-z-]+\.cjs$/,
  /^schemas\/[a-z-]+\.schema\.json$/,
  /^dist\/types\/(?:[a-z0-9-]+\/)*[a-z0-9-]+\.d\.c?ts$/,
];

const needed: readonly string[] = [
  "package.json",
  "README.md",
  "CHANGELOG.md",
  "LICENSE",
  "dist/cli.cjs",
  "dist/recompose.cjs",
  "dist/index.js",
  "dist/types/index.d.ts",
  "dist/types/index.d.cts",
  "dist/THIRD-PARTY-LICENSES.txt",
  "schemas/inspect.schema.json",
];

export function contentsProblems({ files, size }: Packed): readonly string[] {
  const paths = files.map(({ path }) => path);
  const extra = paths.filter((path) => !allowed.some((pattern) => pattern.test(path)));
  const missing = needed.filter((path) => !paths.includes(path));
  return [
    ...extra.map(
      (path) =>
        `the package has ${path}, which it should not: see "files" in package.json, or allow it in tasks/release/package-contents.ts`,
    ),
    ...missing.map((path) => `the package lacks ${path}: see "files" in package.json`),
    ...(size > mostBytes
      ? [
          `the package has ${kilobytes(size)}, more than ${kilobytes(mostBytes)}: see what has grown, or raise mostBytes in tasks/release/package-contents.ts`,
        ]
      : []),
  ];
}

/** A line for each file, and one for all declarations together. */
export function contentsLines({ files, size, unpackedSize }: Packed): readonly string[] {
  const isType = ({ path }: PackedFile): boolean => path.startsWith("dist/types/");
  const types = files.filter(isType);
  const bytes = types.reduce((sum, file) => sum + file.size, 0);
  const rows = [
    ...files.filter((file) => !isType(file)),
    { path: `dist/types/ (${types.length} files)`, size: bytes },
  ];
  return [
    `${files.length} files, ${kilobytes(size)} packed, ${kilobytes(unpackedSize)} unpacked`,
    ...rows.map((row) => `${kilobytes(row.size).padStart(9)}  ${row.path}`),
  ];
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
