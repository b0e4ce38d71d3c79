/** Keys that a person presses, without the Enter behind them that a terminal waits for otherwise. */
import { closeSync, constants, openSync, readSync } from "node:fs";
import process from "node:process";

export const interruptKey = "\u0003";
const stopKey = "\u001A";

/**
 * Calls `listener` for each key until the returned function is called, which gives the terminal back. Ctrl-C is a key
 * here, too; Ctrl-Z stops the process as ever. Standard input has to be a terminal.
 *
 * Of several characters at once no other counts: they are pasted, or one key such as an arrow, which may end with a letter.
 */
export function readKeys(listener: (key: string) => void): () => void {
  const { stdin } = process;
  const setRaw = (): void => void stdin.setRawMode(true);
  const read = (data: Buffer): void => {
    const typed = Array.from(data.toString());
    for (const key of typed) {
      if (key === stopKey) stopAll();
      else if (key === interruptKey || typed.length === 1) listener(key);
    }
  };
  const stopAll = (): void => {
    stdin.setRawMode(false);
    process.once("SIGCONT", setRaw);
    // A terminal would send it to the whole group, too.
    process.kill(0, "SIGTSTP");
  };
  setRaw();
  stdin.on("data", read);
  stdin.resume();
  return () => {
    process.off("SIGCONT", setRaw);
    stdin.off("data", read);
    stdin.pause();
    stdin.setRawMode(false);
  };
}

/** Forgets what was typed so far, before anything was asked. Standard input has to be a terminal. */
export function dropKeys(): void {
  const { stdin } = process;
  // Otherwise a terminal hands out whole lines only.
  stdin.setRawMode(true);
  try {
    const terminal = openSync("/dev/tty", constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const part = Buffer.alloc(1024);
      while (readSync(terminal, part) > 0);
    } finally {
      closeSync(terminal);
    }
  } catch {
    // Nothing more was typed (EAGAIN), or the process has lost its terminal.
  }
  stdin.setRawMode(false);
}
