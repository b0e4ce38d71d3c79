/** A project of Maven, by the text of its pom.xml: https://maven.apache.org/pom.html */
import { join } from "node:path/posix";
import type { FolderFiles } from "../folder-files.ts";
import { type FoundCheck, type FoundPart, kindNames } from "../found-part.ts";
import { buildToolWords, javaVersion } from "./java-version.ts";

const pomFile = "pom.xml";

export function readMaven(files: FolderFiles): FoundPart | undefined {
  const text = files.text(pomFile)?.replaceAll(/<!--[\s\S]*?-->/g, "");
  if (text === undefined) return undefined;
  const version = javaVersion(files, compiledVersion(text));
  const modules = [...text.matchAll(/<module>\s*([^<]+?)\s*<\/module>/g)].map(([, name = ""]) =>
    join(name, "."),
  );
  // Without it each file that is fetched is a line: https://maven.apache.org/ref/current/maven-embedder/cli.html
  const maven = [...buildToolWords(files, "mvnw", "mvn"), "--batch-mode", "--no-transfer-progress"];
  return {
    stack: "java",
    tool: "maven",
    ...(version !== undefined && { version }),
    checks: [
      ...pluginChecks(text, maven),
      {
        kind: "test",
        name: "verify",
        purpose: "Build the project and run its tests",
        command: [...maven, "verify"],
        source: pomFile,
      },
    ],
    notes: [...files.notes, ...goalNotes(text, maven)],
    isMember: (path) => modules.includes(path),
  };
}

/** What a bare `mvn` does: https://maven.apache.org/pom.html#the-basebuild-element-set */
function goalNotes(text: string, maven: readonly string[]): readonly string[] {
  const build = text.replaceAll(/<profiles>[\s\S]*?<\/profiles>/g, "");
  const [, goals = ""] = /<defaultGoal>\s*([^<]*?)\s*<\/defaultGoal>/.exec(build) ?? [];
  const words = goals.split(/\s+/).filter((word) => word !== "");
  if (words.length === 0 || words.join() === "verify") return [];
  const [program = ""] = maven;
  return [
    `${pomFile}, <defaultGoal>: a bare ${program} does ${JSON.stringify(words.join(" "))}, which is more or other than the checks here.`,
  ];
}

const properties = [
  "maven.compiler.release",
  "java.version",
  "maven.compiler.target",
  "maven.compiler.source",
  "release",
];

function compiledVersion(text: string): string | undefined {
  const value = (name: string): string | undefined =>
    new RegExp(`<${name.replaceAll(".", "\\.")}>\\s*([^<]+?)\\s*</`).exec(text)?.[1];
  const found = properties.map(value).find((each) => each !== undefined);
  // A property may name another one.
  const [, other] = /^\$\{(.+)\}$/.exec(found ?? "") ?? [];
  return other === undefined ? found : value(other);
}

/** Plugins that check, and do so in `verify` only where the project binds them to it. */
function pluginChecks(text: string, maven: readonly string[]): readonly FoundCheck[] {
  const build = text.replaceAll(/<reporting>[\s\S]*?<\/reporting>/g, "");
  const plugins = build.match(/<plugin>[\s\S]*?<\/plugin>/g) ?? [];
  const isUnbound = (artifact: string): boolean => {
    const own = plugins.filter((plugin) => plugin.includes(`<artifactId>${artifact}</artifactId>`));
    return own.length > 0 && !own.some((plugin) => /<goal>\s*check\s*<\/goal>/.test(plugin));
  };
  const source = (artifact: string): string => `${pomFile}, ${artifact}`;
  const spotless = "spotless-maven-plugin";
  const checkstyle = "maven-checkstyle-plugin";
  return [
    ...(isUnbound(checkstyle)
      ? [
          {
            kind: "lint",
            name: kindNames.lint,
            command: [...maven, "checkstyle:check"],
            source: source(checkstyle),
          } as const,
        ]
      : []),
    ...(isUnbound(spotless)
      ? [
          {
            kind: "format",
            name: kindNames.format,
            command: [...maven, "spotless:check"],
            source: source(spotless),
          } as const,
        ]
      : []),
  ];
}
