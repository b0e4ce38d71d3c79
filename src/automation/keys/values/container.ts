/** `container` and `services` of a job. */
import { defined } from "../../../problems/defined.ts";
import { checkMapping } from "../../../problems/options.ts";
import type { YamlValue } from "../../../model/workflow.ts";
import { isValidName, nameRule } from "../../../github/name-rules.ts";
import { at } from "../../place.ts";
import type { ContainerOptions, ServiceOptions } from "../job-options.ts";
import type { ReadAt } from "../key-table.ts";
import type { OptionReader } from "../option-reader.ts";

const containerNames = ["image", "credentials", "env", "ports", "volumes", "options"];

export function readContainer(container: string | ContainerOptions, at: ReadAt): YamlValue {
  return readOne(container, containerNames, at);
}

export function readServices(
  services: Readonly<Record<string, string | ServiceOptions>>,
  { option: all, contexts, reader }: ReadAt,
): Readonly<Record<string, YamlValue>> {
  at(reader.place(all), () => checkMapping(services, "it"));
  return Object.fromEntries(
    Object.entries(services).map(([name, service]) => {
      const option = `${all}.${name}`;
      if (!isValidName(name)) {
        throw reader.error(option, `the name is not a host name: ${nameRule}`);
      }
      const names = [...containerNames, "entrypoint", "command"];
      return [name, readOne(service, names, { option, contexts, reader })];
    }),
  );
}

function readOne(
  container: string | ServiceOptions,
  names: readonly string[],
  { option, contexts, reader }: ReadAt,
): YamlValue {
  const imageOf = (value: unknown, at: string): string => {
    const image = reader.text(value, at, contexts);
    if (image.trim() !== "") return image;
    throw reader.error(at, "the image is empty.");
  };
  if (reader.isText(container)) return imageOf(container, option);
  reader.shape(container, names, option);
  const { image, credentials, env, ports, volumes, options, entrypoint, command } = container;
  const text = (value: unknown, name: string): string =>
    reader.text(value, `${option}.${name}`, contexts);
  const list = (values: unknown, name: string): readonly string[] =>
    reader
      .list(values, `${option}.${name}`)
      .map((value) => text(typeof value === "number" ? String(value) : value, name));
  return defined({
    image: imageOf(image, `${option}.image`),
    credentials:
      credentials === undefined
        ? undefined
        : readCredentials(credentials, `${option}.credentials`, reader),
    env:
      env === undefined
        ? undefined
        : reader.variables(env, `${option}.env`, "jobs.<job_id>.container.env.<name>"),
    ports: ports === undefined ? undefined : list(ports, "ports"),
    volumes: volumes === undefined ? undefined : list(volumes, "volumes"),
    options: options === undefined ? undefined : text(options, "options"),
    entrypoint: entrypoint === undefined ? undefined : text(entrypoint, "entrypoint"),
    command: command === undefined ? undefined : text(command, "command"),
  });
}

function readCredentials(
  credentials: NonNullable<ContainerOptions["credentials"]>,
  option: string,
  reader: OptionReader,
): YamlValue {
  reader.shape(credentials, ["username", "password"], option);
  const text = (value: unknown, name: string): string =>
    reader.text(value, `${option}.${name}`, "jobs.<job_id>.container.credentials");
  return {
    username: text(credentials.username, "username"),
    password: text(credentials.password, "password"),
  };
}
