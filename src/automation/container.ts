/** Containers, for a job and beside it, in GitHub's spelling. */
import type { ContainerOptions, ServiceOptions } from "./job-options.ts";
import type { OptionReader } from "./option-reader.ts";
import { DeclarationError, type Place } from "./place.ts";
import type { YamlValue } from "./yaml-value.ts";

export function readContainer(given: string | ContainerOptions, reader: OptionReader): YamlValue {
  return typeof given === "string"
    ? reader.text(given, "container", "jobSetting")
    : readFields(given, "container", reader);
}

export function readServices(
  services: Readonly<Record<string, string | ServiceOptions>>,
  place: Place,
  reader: OptionReader,
): Readonly<Record<string, YamlValue>> {
  return Object.fromEntries(
    Object.entries(services).map(([name, service]) => {
      const option = `services.${name}`;
      if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(name)) {
        throw new DeclarationError(
          { ...place, option },
          'the name is no host name: it starts with a letter or "_", then letters, digits, "_" and "-".',
        );
      }
      return [
        name,
        typeof service === "string"
          ? reader.text(service, option, "jobSetting")
          : readFields(service, option, reader),
      ];
    }),
  );
}

function readFields(given: ServiceOptions, option: string, reader: OptionReader): YamlValue {
  const text = (value: unknown, name: string): string =>
    reader.text(value, `${option}.${name}`, "jobSetting");
  const { image, credentials, env, ports, volumes, options, entrypoint, command } = given;
  return {
    image: text(image, "image"),
    ...(credentials === undefined
      ? {}
      : {
          credentials: {
            username: reader.text(
              credentials.username,
              `${option}.credentials.username`,
              "credentials",
            ),
            password: reader.text(
              credentials.password,
              `${option}.credentials.password`,
              "credentials",
            ),
          },
        }),
    ...(env === undefined ? {} : { env: reader.values(env, `${option}.env`, "containerEnv") }),
    ...(ports === undefined ? {} : { ports: ports.map((port) => text(String(port), "ports")) }),
    ...(volumes === undefined ? {} : { volumes: volumes.map((it) => text(it, "volumes")) }),
    ...(options === undefined ? {} : { options: text(options, "options") }),
    ...(entrypoint === undefined ? {} : { entrypoint: text(entrypoint, "entrypoint") }),
    ...(command === undefined ? {} : { command: text(command, "command") }),
  };
}
