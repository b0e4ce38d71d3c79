/** `container` and `services` of a job. */
import { isValidName, nameRule } from "../../../github/name-rules.ts";
import type { YamlValue } from "../../../model/workflow.ts";
import { checkMapping } from "../../../problems/options.ts";
import { at } from "../../place.ts";
import type { ContainerOptions, ServiceOptions } from "./container-options.ts";
import type { Text } from "./text-options.ts";
import type { ReadAt } from "../key-table.ts";
import { readParts } from "../parts.ts";

export function readContainer(container: Text | ContainerOptions, at: ReadAt): YamlValue {
  return readOne(container, false, at);
}

export function readServices(
  services: Readonly<Record<string, Text | ServiceOptions>>,
  { option: all, contexts, reader }: ReadAt,
): Readonly<Record<string, YamlValue>> {
  at(reader.place(all), () => checkMapping(services, "it"));
  return Object.fromEntries(
    Object.entries(services).map(([name, service]) => {
      const option = `${all}.${name}`;
      if (!isValidName(name)) {
        throw reader.error(option, `the name is not a host name: ${nameRule}`);
      }
      return [name, readOne(service, true, { option, contexts, reader })];
    }),
  );
}

function readOne(
  container: Text | ServiceOptions,
  isService: boolean,
  { option, contexts, reader }: ReadAt,
): YamlValue {
  const text = (value: unknown, at: string): string => reader.text(value, at, contexts);
  const image = (value: unknown, at: string): string => {
    const name = text(value, at);
    if (name.trim() !== "") return name;
    throw reader.error(at, "the image is empty.");
  };
  const list = (values: unknown, at: string): readonly string[] =>
    reader
      .list(values, at)
      .map((value) => text(typeof value === "number" ? String(value) : value, at));
  const credential = (value: unknown, at: string): string =>
    reader.text(value, at, "jobs.<job_id>.container.credentials");
  if (reader.isText(container)) return image(container, option);
  return readParts(
    container,
    { option, reader },
    {
      image,
      credentials: (value, at) =>
        readParts(value, { option: at, reader }, { username: credential, password: credential }, [
          "username",
          "password",
        ]),
      env: (values, at) =>
        reader.variables(
          values as NonNullable<ServiceOptions["env"]>,
          at,
          isService
            ? "jobs.<job_id>.services.<service_id>.env.<name>"
            : "jobs.<job_id>.container.env.<name>",
        ),
      ports: list,
      volumes: list,
      options: text,
      ...(isService && { entrypoint: text, command: text }),
    },
    ["image"],
  );
}
