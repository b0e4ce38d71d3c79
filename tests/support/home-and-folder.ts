/** For what asks for the home and the folder of the process: a thread has neither a folder to go to nor a HOME of its own. */
import { syncBuiltinESMExports } from "node:module";
import os from "node:os";
import { afterAll, vi } from "vitest";

/** Both are as before after the tests of the file. */
export function mockHomeAndFolder(home: string, folder: string): void {
  const asked = [
    vi.spyOn(os, "homedir").mockReturnValue(home),
    vi.spyOn(process, "cwd").mockReturnValue(folder),
  ];
  syncBuiltinESMExports();
  afterAll(() => {
    for (const each of asked) each.mockRestore();
    syncBuiltinESMExports();
  });
}
