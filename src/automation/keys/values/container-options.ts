/** What `container` and `services` take, as types. */
import type { SecretReference } from "../../../expression/build/reference.ts";
import type { EnvironmentOptions, Text } from "./text-options.ts";

/**
 * A container for the steps of a job.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idcontainer
 */
export interface ContainerOptions {
  /** `node:22`, `ghcr.io/owner/name:tag`. */
  readonly image: Text;
  /**
   * For a registry that asks for them: `` { username: github.actor, password: secret("REGISTRY_TOKEN") } ``. Default:
   * none.
   */
  readonly credentials?: {
    /** The user of the registry. */
    readonly username: Text | SecretReference;
    /** The password or token of that user: a `secret()`. */
    readonly password: Text | SecretReference;
  };
  /** Environment variables in the container. Default: none. */
  readonly env?: EnvironmentOptions;
  /** Ports to map, as `docker` writes them: `8080`, `"8080:80"`. Default: none. */
  readonly ports?: readonly (number | string)[];
  /** Folders to mount: `"data:/var/data"`. Default: none. */
  readonly volumes?: readonly string[];
  /** Options of `docker create`. Default: none. */
  readonly options?: string;
}

/**
 * A container beside a job.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idservices
 */
export interface ServiceOptions extends Omit<ContainerOptions, "env"> {
  /** Environment variables in the container, which no step has in its own. Default: none. */
  readonly env?: Readonly<Record<string, EnvironmentOptions[string] | SecretReference>>;
  /** The program that it runs. Default: the image's. */
  readonly entrypoint?: string;
  /** The arguments of that program. Default: the image's. */
  readonly command?: string;
}
