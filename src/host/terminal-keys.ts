/** Keys that a person presses, without the Enter behind them that a terminal waits for otherwise. */
import process from "node:process";

const stopKey = "\u001A";

/**
 * Calls `listener` for each key until the returned function is called, which gives the terminal back. Ctrl-C is a key
 * here, too; Ctrl-Z stops the process as ever. Standard input has to be a terminal.
 */
export function readKeys(listener: (key: string) => void): () => void {
  const { stdin } = process;
  const setRaw = (): void => void stdin.setRawMode(true);
  const read = (data: Buffer): void => {
    for (const key of data.toString()) {
      if (key === stopKey) stopAll();
      else listener(key);
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
