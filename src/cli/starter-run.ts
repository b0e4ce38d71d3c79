/** The `run` script that `init` writes: what people and workflow steps call. */
import type { DetectedManager } from "./package-manager.ts";

export function starterRun(manager: DetectedManager): string {
  const { name, lockfile, installed, frozenInstall, install, add } = manager;
  // A runner of GitHub's has npm and Yarn, but neither pnpm nor Bun; npx, which comes with npm, has them all.
  const launcher =
    name === "npm"
      ? ""
      : `command -v ${name} >/dev/null || ${name}() { npx --yes ${name} "$@"; }\n  `;
  return `#!/bin/sh
# Runs this project's recompose, from whatever folder it is called in.
# Installs the dependencies first when they are missing or older than ${lockfile}.

self=$0
while [ -h "$self" ]; do
  link=$(readlink "$self")
  case $link in
    /*) self=$link ;;
    *) self=$(dirname "$self")/$link ;;
  esac
done
root=$(CDPATH='' cd -- "$(dirname "$self")" && pwd -P) || exit 1

cli=$root/node_modules/recompose-ci/dist/cli.js
installed=$root/node_modules/${installed}
lockfile=$root/${lockfile}

install() {
  cd -- "$root" || return
  ${launcher}if [ -f "$lockfile" ]; then
    ${frozenInstall}
  else
    ${install}
  fi
}

if ! [ -f "$cli" ] || ! [ -f "$installed" ] || [ "$lockfile" -nt "$installed" ]; then
  echo "Installing dependencies…" >&2
  if ! output=$( (install) 2>&1 </dev/null); then
    printf '%s\\n' "$output" "run: the dependencies could not be installed. Try: ${install}" >&2
    exit 1
  fi
  if ! [ -f "$cli" ]; then
    echo "run: recompose-ci is not among the dependencies. Try: ${add} recompose-ci" >&2
    exit 1
  fi
  touch "$installed"
fi
# recompose looks for its app from the current folder upwards.
case $(pwd -P)/ in
  "$root"/*) ;;
  *) cd -- "$root" || exit 1 ;;
esac
exec node "$cli" "$@"
`;
}
