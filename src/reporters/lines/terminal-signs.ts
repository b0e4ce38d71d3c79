/** What a terminal is told, beside lines: https://man7.org/linux/man-pages/man4/console_codes.4.html */
import type { TextOutput } from "../../host/host.ts";

/** Empties the screen and shows the cursor, which a program that was killed may have hidden. What scrolled away stays. */
export function clearScreen(output: TextOutput): void {
  output.write("\u001B[?25h\u001B[H\u001B[2J");
}

export function ringBell(output: TextOutput): void {
  output.write("\u0007");
}

/** Ends what a program may have begun and not ended: a control sequence (ST does), a colour, a hidden cursor. */
export function endForeignOutput(output: TextOutput): void {
  output.write("\u001B\\\u001B[m\u001B[?25h");
}
