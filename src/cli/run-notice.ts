/** `--notify`: tells a person who has turned to something else that a run has ended. */
import type { Host } from "../host/host.ts";
import { askProgram } from "../host/processes/program-answer.ts";
import { printErrors } from "../reporters/lines/line-printer.ts";
import { ringBell } from "../reporters/lines/terminal-signs.ts";
import { duration } from "../reporters/shown/style.ts";
import { thisStart } from "../start/this-start.ts";
import { exitCode } from "./exit-code.ts";
import type { AppContext } from "./program-context.ts";

/** In milliseconds. Nobody turns away from a shorter run. */
const longRun = 10_000;

/** In milliseconds. Where no desktop answers, the program may wait for one. */
const longestAsk = 3000;

/** Runs `body`, then rings and tells the desktop if that took long and nobody interrupted it. */
export async function withNotice(
  { host, app }: AppContext,
  command: string,
  body: () => Promise<number>,
): Promise<number> {
  thisStart.isUsual = false;
  const startedAt = host.now();
  const code = await body();
  const time = host.now() - startedAt;
  if (time > longRun && code !== exitCode.interrupted) {
    const result = code === exitCode.success ? "succeeded" : "failed";
    await tell(host, `${app.defaults.entryPoint} ${command}`, `${result} after ${duration(time)}`);
  }
  return code;
}

async function tell(host: Host, title: string, text: string): Promise<void> {
  const terminal = [host.stdout, host.stderr].find(({ isTerminal }) => isTerminal);
  if (terminal !== undefined) ringBell(terminal);
  const [program, ...args] = notifier(host, title, text);
  const env = Object.fromEntries(desktopVariables.map((name) => [name, host.env[name]]));
  const isTold =
    program !== undefined && (await askProgram(program, args, { env, timeoutMs: longestAsk })).ok;
  if (!isTold && terminal === undefined) {
    printErrors(host, [
      "warning: --notify: there is neither a terminal to ring nor a desktop to tell.",
    ]);
  }
}

/** The program that shows a notification, with its arguments; nothing where there is none. */
function notifier({ env, platform }: Host, title: string, text: string): readonly string[] {
  if (platform === "darwin") {
    // The texts are arguments of the script, and no part of it.
    const script = [
      "on run argv",
      "display notification (item 2 of argv) with title (item 1 of argv)",
      "end run",
    ];
    return ["osascript", ...script.flatMap((line) => ["-e", line]), title, text];
  }
  const hasDesktop = sessionVariables.some((name) => env[name]);
  return platform === "linux" && hasDesktop
    ? ["notify-send", "--app-name=recompose", "--", title, text]
    : [];
}

/** Where one of these is set, somebody is logged in to a desktop. */
const sessionVariables = ["DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY"];

/** What a notifier needs. The environment of a task may hold secrets. */
const desktopVariables = [
  ...sessionVariables,
  "HOME",
  "LANG",
  "PATH",
  "USER",
  "XAUTHORITY",
  "XDG_RUNTIME_DIR",
];
