/** The command-line spelling of an input's name: `skip_tests` and `skipTests` are `skip-tests`, `_x` is `x`. */
export function flagName(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replaceAll("_", "-")
    .replace(/^-+/, "")
    .toLowerCase();
}
