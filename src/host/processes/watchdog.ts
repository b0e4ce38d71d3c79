/**
 * Ends what a run started when the run itself is killed, as by `kill -9` or for lack of memory. A shell in a session of
 * its own reads a pipe of the run. When the pipe closes before `dismiss`, the shell ends the guarded groups of processes
 * and removes the run's temporary folder.
 */
import { spawn } from "node:child_process";

export interface Watchdog {
  /** Watches over a group of processes until the returned function is called. */
  guard(groupLeader: number): () => void;
  /** Call this when the run has ended by itself. */
  dismiss(): void;
}

/**
 * `$1` is the folder. `$2` is `NAME=VALUE`, which marks the environments of processes that left their groups. A search can
 * miss a process that is just forked or calls exec, so two in succession have to find nothing.
 */
const script = `
trap '' HUP INT TERM
groups=' '
while read -r word id; do
  case $word in
    guard) groups="$groups$id " ;;
    release) groups="\${groups%%" $id "*} \${groups#*" $id "}" ;;
    dismiss) exit 0 ;;
  esac
done
for id in $groups; do kill -TERM -- "-$id"; done
waited=0
for id in $groups; do
  while [ $waited -lt 20 ] && kill -0 -- "-$id"; do
    sleep 0.1 || sleep 1
    waited=$((waited + 1))
  done
done
for id in $groups; do kill -KILL -- "-$id"; done
rounds=0
quiet=0
while [ $quiet -lt 2 ] && [ $rounds -lt 50 ]; do
  quiet=$((quiet + 1))
  rounds=$((rounds + 1))
  for file in $(grep -lsaF -- "$2" /proc/[0-9]*/environ); do
    id=\${file#/proc/}
    kill -KILL "\${id%/environ}" && quiet=0
  done
  [ -d /proc/self ] || break
  [ $quiet -eq 2 ] || sleep 0.1 || sleep 1
done
rm -rf -- "$1"
`;

export function startWatchdog(folder: string, mark: string): Watchdog {
  const shell = spawn("sh", ["-c", script, "sh", folder, mark], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
    cwd: "/",
  });
  // Without a shell there is no watchdog, and the run goes on.
  shell.on("error", () => {});
  shell.stdin.on("error", () => {});
  shell.unref();
  (shell.stdin as unknown as { unref(): void }).unref();
  const say = (words: string): void => {
    if (shell.stdin.writable) shell.stdin.write(`${words}\n`);
  };
  return {
    guard(groupLeader) {
      say(`guard ${groupLeader}`);
      return () => say(`release ${groupLeader}`);
    },
    dismiss() {
      say("dismiss");
      shell.stdin.end();
    },
  };
}
