/** The `run` script that `init` writes: what people and workflow steps call. */
import { relative, sep } from "node:path";
import type { AppPlace } from "./app-place.ts";
import type { DetectedManager } from "../../project/package-manager.ts";

/** What a person types to install the packages of the app, in the project's folder. */
export function installCommand({ own, manager }: AppPlace): string {
  return own === undefined ? manager.install : `${manager.install} --prefix ${own}`;
}

export function starterRun(place: AppPlace): string {
  const { folder, own, manager } = place;
  const { lockfile, installCheck, frozenInstall, install, add } = manager;
  const launcher = launcherOf(manager);
  const home = own === undefined ? "root" : "project";
  const above = relative(folder, manager.top).split(sep).join("/");
  const top =
    above === ""
      ? "top=$root"
      : `top=$(CDPATH='' cd -- "$root/${above}" && pwd -P) || exit 1 # The workspace's root.`;
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
case $self in
  */*) ;;
  *) self=./$self ;;
esac
root=$(CDPATH='' cd -- "\${self%/*}/" && pwd -P) || exit 1
${top}
${
  own === undefined
    ? ""
    : `project=$(CDPATH='' cd -- "$root/.." && pwd -P) || exit 1 # Where the tasks run.
`
}
installed=$top/${installCheck}
lockfile=$top/${lockfile}
lock=$top/.recompose/install.lock

find_cli() {
  folder=$root
  while cli=$folder/node_modules/recompose-ci/dist/cli.cjs && ! [ -f "$cli" ]; do
    [ "$folder" != "$top" ] || ${manager.mayPlugAndPlay ? "break" : "return 1"}
    folder=\${folder%/*}
  done
${
  manager.mayPlugAndPlay
    ? `  # Without node_modules, Yarn has it in a folder of its own.
  [ -f "$cli" ] || for cli in "$top"/.yarn/unplugged/recompose-ci-*/node_modules/recompose-ci/dist/cli.cjs; do :; done
  [ -f "$cli" ]
`
    : ""
}}

is_installed() {
  find_cli && [ -f "$installed" ] && ! [ "$lockfile" -nt "$installed" ]
}

install() {
  cd -- "$top" || return
  ${launcher}if [ -f "$lockfile" ]; then
    ${frozenInstall}
  else
    ${install}
  fi
}

unlock() {
  rm -rf "$lock"
  trap - EXIT HUP INT TERM
}

# Whether the run that holds the lock has ended without giving it back.
is_abandoned() {
  holder=
  { read -r holder <"$lock/pid"; } 2>/dev/null
  if [ -n "$holder" ]; then
    ! kill -0 "$holder" 2>/dev/null
  else
    [ -n "$(find "$lock" -prune -mmin +1 2>/dev/null)" ]
  fi
}

# Of several runs at once, one installs and the others wait for it.
lock() {
  mkdir -p "$top/.recompose" && echo '*' >"$top/.recompose/.gitignore" || exit 1
  until mkdir "$lock" 2>/dev/null; do
    if is_abandoned && mkdir "$lock.stale" 2>/dev/null; then
      if is_abandoned; then rm -rf "$lock"; fi
      rmdir "$lock.stale"
      continue
    fi
    find "$lock.stale" -prune -mmin +1 -exec rmdir {} \\; 2>/dev/null
    sleep 0.2 2>/dev/null || sleep 1
  done
  trap unlock EXIT
  trap 'unlock; exit 129' HUP
  trap 'unlock; exit 130' INT
  trap 'unlock; exit 143' TERM
  echo $$ >"$lock/pid"
}

if ! is_installed; then
  command -v node >/dev/null || {
    echo "run: Node.js 20.19 or later is needed, but there is no node on the PATH." >&2
    exit 1
  }
  lock
  if ! is_installed; then
    echo "Installing dependencies…" >&2
    if ! output=$( (install) 2>&1 </dev/null); then
      printf '%s\\n' "$output" "run: the dependencies could not be installed. Try: ${installCommand(place)}" >&2
      exit 1
    fi
    if ! find_cli; then
      echo "run: recompose-ci is not among the dependencies. Try: ${own === undefined ? add : `${add} --prefix ${own}`} recompose-ci" >&2
      exit 1
    fi
    touch "$installed"
  fi
  unlock
fi
# recompose looks for its app from the current folder upwards.
case $PWD/ in
  "$${home}"/*) ;;
  *)
    case $(pwd -P)/ in
      "$${home}"/*) ;;
      *) cd -- "$${home}" || exit 1 ;;
    esac
    ;;
esac
${
  manager.mayPlugAndPlay
    ? `if [ -f "$top/.pnp.cjs" ]; then
  ! [ -f "$top/.pnp.loader.mjs" ] || set -- --experimental-loader "$top/.pnp.loader.mjs" "$cli" "$@"
  [ -f "$top/.pnp.loader.mjs" ] || set -- "$cli" "$@"
  exec node --no-warnings=ExperimentalWarning --require "$top/.pnp.cjs" "$@"
fi
`
    : ""
}exec node "$cli" "$@"
`;
}

/**
 * GitHub's runners have npm and Yarn 1, but neither pnpm nor Bun. npx, which comes with npm, runs them all. If a project
 * has a newer Yarn among its files, Yarn 1 starts that: https://yarnpkg.com/configuration/yarnrc#yarnPath
 */
function launcherOf({ name, npxPackage, mayPlugAndPlay }: DetectedManager): string {
  if (name === "npm") return "";
  const npxFunction = `${name}() { npx --yes ${npxPackage} "$@"; }`;
  return mayPlugAndPlay
    ? `case $(yarn --version 2>/dev/null) in
    [2-9]* | 1[0-9]*) ;;
    *) ${npxFunction} ;;
  esac
  `
    : `command -v ${name} >/dev/null || ${npxFunction}
  `;
}
