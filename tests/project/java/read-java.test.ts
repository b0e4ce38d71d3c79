import { describe, expect, test } from "vitest";
import { commandsOf, factsOf, type Files, partOf } from "../project-files.ts";

function pom(content: string): Files {
  return { "pom.xml": `<project>${content}</project>` };
}

const plugin = (artifact: string, more = ""): string =>
  `<plugin><artifactId>${artifact}</artifactId>${more}</plugin>`;

describe("a project of Maven", () => {
  test("is verified, which tests and packages it", () => {
    const { checks, ...part } = partOf(pom(""));
    expect(part).toEqual({ folder: "", stack: "java", tool: "maven", notes: [] });
    expect(checks).toEqual([
      {
        kind: "test",
        name: "verify",
        description: "Build the project and run its tests",
        command: ["mvn", "--batch-mode", "--no-transfer-progress", "verify"],
        source: "pom.xml",
      },
    ]);
  });

  test("is built by its wrapper, also where that may not be run", () => {
    expect(commandsOf({ ...pom(""), mvnw: "#!/bin/sh\n" })).toEqual({
      verify: "./mvnw --batch-mode --no-transfer-progress verify",
    });
    expect(commandsOf({ ...pom(""), mvnw: "" })).toEqual({
      verify: "sh mvnw --batch-mode --no-transfer-progress verify",
    });
  });

  test("is checked by plugins that nothing binds to a phase", () => {
    const bound =
      "<executions><execution><goals><goal>check</goal></goals></execution></executions>";
    const plugins = `<build>${plugin("spotless-maven-plugin")}${plugin("maven-checkstyle-plugin", bound)}</build>`;
    expect(Object.keys(commandsOf(pom(plugins)))).toEqual(["format_check", "verify"]);
    const reporting = `<reporting>${plugin("maven-checkstyle-plugin")}</reporting>`;
    expect(Object.keys(commandsOf(pom(reporting)))).toEqual(["verify"]);
    const commented = `<!-- ${plugin("maven-checkstyle-plugin")} -->`;
    expect(Object.keys(commandsOf(pom(commented)))).toEqual(["verify"]);
  });

  test.each([
    [
      " apache-rat:check\npackage ",
      [
        'pom.xml, <defaultGoal>: a bare mvn does "apache-rat:check package", which is more or other than the checks here.',
      ],
    ],
    [" verify ", []],
  ])("has its default goal %j named where that is not what is checked", (goal, expected) => {
    const { notes } = partOf(pom(`<build><defaultGoal>${goal}</defaultGoal></build>`));
    expect(notes).toEqual(expected);
    const profile = `<profiles><profile><build><defaultGoal>${goal}</defaultGoal></build></profile></profiles>`;
    expect(partOf(pom(profile)).notes).toEqual([]);
  });

  test("has modules, which are no parts", () => {
    const { parts } = factsOf({
      ...pom("<modules><module>core</module><module>./libs/a</module></modules>"),
      "core/pom.xml": "<project/>",
      "libs/a/pom.xml": "<project/>",
      "tool/pom.xml": "<project/>",
    });
    expect(parts.map(({ folder }) => folder)).toEqual(["", "tool"]);
  });
});

describe("a build of Gradle", () => {
  test("is checked, and assembled", () => {
    const files = { "build.gradle.kts": "plugins { java }\n", gradlew: "#!/bin/sh\n" };
    expect(partOf(files)).toMatchObject({ stack: "java", tool: "gradle", notes: [] });
    expect(commandsOf(files)).toEqual({
      check: "./gradlew check",
      build: "./gradlew assemble",
    });
  });

  test("without a wrapper needs Gradle on the machine", () => {
    const files = { "settings.gradle": "" };
    expect(commandsOf(files)).toEqual({ check: "gradle check", build: "gradle assemble" });
    expect(partOf(files).notes).toEqual([
      "There is no gradlew: Gradle has to be installed, in whatever version the build needs.",
    ]);
  });

  test("has projects, which are no parts, and a build beside it is one", () => {
    const { parts } = factsOf({
      "settings.gradle.kts": "",
      gradlew: "",
      "app/build.gradle.kts": "",
      "buildSrc/settings.gradle": "",
      "tool/settings.gradle": "",
      "tool/gradlew": "",
    });
    expect(parts.map(({ folder }) => folder)).toEqual(["", "tool"]);
  });
});

test("of Maven and Gradle in one folder, the wrapper tells which one is used", () => {
  const files = { ...pom(""), "build.gradle": "" };
  expect(partOf(files).tool).toBe("maven");
  const { tool, notes } = partOf({ ...files, gradlew: "" });
  expect(tool).toBe("gradle");
  expect(notes).toEqual(["pom.xml and a build of Gradle are both there: Gradle is used."]);
});

describe("the version of Java", () => {
  test.each<[Files, unknown]>([
    [{ ...pom(""), ".java-version": "21\n" }, { file: ".java-version" }],
    [{ ...pom(""), ".sdkmanrc": "java=21.0.2-tem\n" }, { file: ".sdkmanrc" }],
    [{ ...pom(""), ".tool-versions": "java temurin-21\n" }, { file: ".tool-versions" }],
    [pom("<maven.compiler.release>17</maven.compiler.release>"), { text: "17" }],
    [pom("<maven.compiler.source>1.8</maven.compiler.source>"), { text: "17" }],
    [pom("<jdk>21</jdk><maven.compiler.release>${jdk}</maven.compiler.release>"), { text: "21" }],
    [pom("<maven.compiler.release>${unknown}</maven.compiler.release>"), undefined],
    [
      { "build.gradle": "java { toolchain { languageVersion = JavaLanguageVersion.of(17) } }" },
      { text: "17" },
    ],
    [{ "build.gradle.kts": "kotlin { jvmToolchain(21) }" }, { text: "21" }],
    [{ "build.gradle": "sourceCompatibility = JavaVersion.VERSION_1_8" }, { text: "17" }],
    [{ "build.gradle": "sourceCompatibility = '11'" }, { text: "17" }],
    [
      {
        "settings.gradle.kts": "",
        "app/build.gradle.kts": "languageVersion.set(JavaLanguageVersion.of(21))",
      },
      { text: "21" },
    ],
    [{ "build.gradle": "" }, undefined],
  ])("of case %#", (files, version) => {
    expect(partOf(files).version).toEqual(version);
  });
});
