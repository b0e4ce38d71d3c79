/** The files that a job would have by its checkouts, and does not have here. */
import { normalize } from "node:path/posix";
import { Unknown, UnknownError } from "../../expression/values/unknown.ts";
import type { WorkflowStep } from "../../model/workflow.ts";
import { isOtherCheckout } from "../tools/other-checkout.ts";
import { isCheckout } from "../tools/tool-requests.ts";

export class MissingFiles {
  /** By folder; the empty one is the workspace. */
  readonly #files = new Map<string, string>();

  /** Notes what a checkout that is left out would bring. A later one puts its files in place of those. */
  add(step: WorkflowStep): void {
    if (isOtherCheckout(step)) this.#files.set(step.brings.folder, step.brings.files);
    else if (isCheckout(step)) this.#files.delete("");
  }

  /**
   * @param folder that a command runs in, relative to the workspace.
   * @throws UnknownError where its files are others on GitHub.
   */
  check(folder: string): void {
    const own = `${normalize(folder || ".").replace(/\/$/, "")}/`;
    for (const [place, files] of this.#files) {
      if (place === "" || own.startsWith(`${place}/`)) throw new UnknownError(new Unknown(files));
    }
  }
}
