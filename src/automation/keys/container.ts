/** Containers, for a job and beside it, in GitHub's spelling. */
import { checkMapping } from "../../problems/options.ts";
import type { ContainerOptions, ServiceOptions } from "./job-options.ts";
import type { OptionReader } from "./option-reader.ts";
import { at, DeclarationError, type Place } from "../place.ts";
import type { YamlValue } from "../yaml-value.ts";

const containerNames = ["image", "credentials", "env", "ports", "volumes", "options"];

export function readContainer(
  given: string | ContainerOptions,
  place: Place,
  reader: OptionReader,
): YamlValue {
  return readOne(given, containerNames, "container", place, reader);
}

export function readServices(
  services: Readonly<Record<string, string | ServiceOptions>>,
  place: Place,
  reader: OptionReader,
): Readonly<Record<string, YamlValue>> {
  at({ ...place, option: "services" }, () => checkMapping(services, "it"));
  return Object.fromEntries(
    Object.entries(services).map(([name, service]) => {
      const option = `services.${name}`;
      if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(name)) {
        throw new DeclarationError(
          { ...place, option },
          'the name is no host name: it starts with a letter or "_", then letters, digits, "_" and "-".',
        );
      }
      const names = [...containerNames, "entrypoint", "command"];
      return [name, readOne(service, names, option, place, reader)];
    }),
  );
}

function readOne(
  given: string | ServiceOptions,
  names: readonly string[],
  option: string,
  place: Place,
  reader: OptionReader,
): YamlValue {
  const imageOf = (value: unknown, at: string): string => {
    const image = reader.text(value, at, "jobSetting");
    if (image.trim() !== "") return image;
    throw new DeclarationError({ ...place, option: at }, "the image is empty.");
  };
  if (reader.isText(given)) return imageOf(given, option);
  reader.shape(given, names, option);
  const { image, credentials, env, ports, volumes, options, entrypoint, command } = given;
  const text = (value: unknown, name: string): string =>
    reader.text(value, `${option}.${name}`, "jobSetting");
  const list = (values: unknown, name: string): readonly string[] =>
    reader
      .list(values, `${option}.${name}`)
      .map((value) => text(typeof value === "number" ? String(value) : value, name));
  return {
    image: imageOf(image, `${option}.image`),
    ...(credentials === undefined
      ? {}
      : { credentials: readCredentials(credentials, `${option}.credentials`, reader) }),
    ...(env === undefined ? {} : { env: reader.variables(env, `${option}.env`, "containerEnv") }),
    ...(ports === undefined ? {} : { ports: list(ports, "ports") }),
    ...(volumes === undefined ? {} : { volumes: list(volumes, "volumes") }),
    ...(options === undefined ? {} : { options: text(options, "options") }),
    ...(entrypoint === undefined ? {} : { entrypoint: text(entrypoint, "entrypoint") }),
    ...(command === undefined ? {} : { command: text(command, "command") }),
  };
}

function readCredentials(
  given: NonNullable<ContainerOptions["credentials"]>,
  option: string,
  reader: OptionReader,
): YamlValue {
  reader.shape(given, ["username", "password"], option);
  return {
    username: reader.text(given.username, `${option}.username`, "credentials"),
    password: reader.text(given.password, `${option}.password`, "credentials"),
  };
}
