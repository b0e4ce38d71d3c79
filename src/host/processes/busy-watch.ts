/**
 * Ends this process on the second Ctrl-C when it does not react: code such as `for (;;) {}` keeps Node from calling
 * listeners of signals. A shell in the same process group counts the signals of the terminal, and waits a moment for the
 * process to end by itself. The shell reads a pipe of the process, and so ends with it.
 */
import { spawn } from "node:child_process";
import process from "node:process";

/** `$1` is the process. `cat` does not inherit the trap: it ends by the signal, or when the pipe closes. */
const script = `
count=0
trap 'count=$((count + 1))' INT
while [ $count -lt 2 ]; do cat && exit; done
sleep 0.5 || sleep 1
kill -0 "$1" || exit
ids=" $1 "
found=yes
while [ "$found" = yes ]; do
  found=no
  while read -r id parent; do
    case "$id $ids" in "$$ "*|*" $id "*) continue ;; esac
    case $ids in *" $parent "*) ids="$ids$id " found=yes ;; esac
  done <<END
$(ps -A -o pid= -o ppid=)
END
done
kill -KILL $ids
printf '\\033[?25h\\n' >/dev/tty
`;

export function watchForBusyness(): void {
  const shell = spawn("sh", ["-c", script, "sh", String(process.pid)], {
    stdio: ["pipe", "ignore", "ignore"],
    cwd: "/",
  });
  // Without a shell there is no watch.
  shell.on("error", () => {});
  shell.stdin.on("error", () => {});
  shell.unref();
  (shell.stdin as unknown as { unref(): void }).unref();
}
