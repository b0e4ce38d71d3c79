import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";

interface Package {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly dev?: boolean; readonly hasInstallScript?: boolean }>
  >;
}

const read = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));
const own = read("package.json") as Package;

// pnpm 11 ends with an error for a dependency whose script it may not run: https://pnpm.io/settings#strictdepbuilds
test("no package that recompose installs has an install script", () => {
  const { packages } = read("package-lock.json") as Lock;
  const installed = Object.entries(packages).filter(([name, { dev }]) => name !== "" && !dev);
  expect(installed.length).toBeGreaterThan(0);
  expect(installed.filter(([, { hasInstallScript }]) => hasInstallScript)).toEqual([]);
});

test("recompose depends on esbuild's program for every platform there is one for, in the version it is built with", () => {
  const esbuild = createRequire(import.meta.url).resolve("esbuild/package.json");
  expect(own.dependencies).toBe(undefined);
  expect(own.optionalDependencies).toEqual((read(esbuild) as Package).optionalDependencies);
  expect(own.devDependencies["esbuild"]).toBe(own.optionalDependencies["@esbuild/linux-x64"]);
});
