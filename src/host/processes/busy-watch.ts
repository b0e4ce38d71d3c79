/**
 * Ends this process on the second Ctrl-C when it takes no notice itself: code that never gives way, as in `for (;;) {}`,
 * keeps listeners of signals from being called. A shell in the same process group gets what the terminal sends, counts,
 * and waits a moment for the process to end by itself. It ends with the process, whose pipe it reads.
 */
import { spawn } from "node:child_process";
import process from "node:process";

/** `$1` is the process. A trap is not handed down: `cat` ends by the signal, or when the pipe closes. */
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
  // Without a shell nobody watches.
  shell.on("error", () => {});
  shell.stdin.on("error", () => {});
  shell.unref();
  (shell.stdin as unknown as { unref(): void }).unref();
}
