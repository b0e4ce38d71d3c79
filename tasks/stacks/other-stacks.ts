/** Projects that are not Node's. */
import type { Stack } from "./stack.ts";

const ownFolder = { install: "npm install --prefix ci", entryPoint: "ci/run" };

export const rustCrate: Stack = {
  ...ownFolder,
  name: "rust",
  create: "cargo init --quiet --lib --name sum --vcs none",
  prepare: "cargo generate-lockfile --quiet",
  files: { ".gitignore": "/target\n" },
  shown: "cat Cargo.toml",
  needs: ["cargo"],
  mistake: {
    file: "tests/red.rs",
    text: '#[test]\nfn is_red() {\n    panic!("as it should be");\n}\n',
    job: "test",
  },
  isDocumented: true,
};

export const goModule: Stack = {
  ...ownFolder,
  name: "go",
  create: "go mod init example.com/sum",
  files: {
    "sum.go":
      "// Package sum adds numbers.\npackage sum\n\n// Of adds two numbers.\nfunc Of(a, b int) int { return a + b }\n",
    "sum_test.go":
      'package sum\n\nimport "testing"\n\nfunc TestOf(t *testing.T) {\n\tif Of(1, 2) != 3 {\n\t\tt.Fatal("1 and 2 are 3")\n\t}\n}\n',
  },
  shown: "cat go.mod",
  needs: ["go"],
  mistake: {
    file: "red_test.go",
    text: 'package sum\n\nimport "testing"\n\nfunc TestRed(t *testing.T) { t.Fatal("as it should be") }\n',
    job: "test",
  },
  isDocumented: true,
};

const sumPython = 'def of(a: int, b: int) -> int:\n    """Add two numbers."""\n    return a + b\n';

const sumPythonTest = "from sums import of\n\n\ndef test_of():\n    assert of(1, 2) == 3\n";

const redPythonTest = 'def test_red():\n    raise AssertionError("as it should be")\n';

export const uvProject: Stack = {
  ...ownFolder,
  name: "uv",
  create:
    "uv init --quiet --lib --name sums --vcs none . && uv add --quiet --dev pytest==9.0.2 ruff==0.14.11",
  files: {
    "src/sums/__init__.py": sumPython,
    "tests/test_sums.py": sumPythonTest,
    ".gitignore": ".venv\n__pycache__\n.pytest_cache\n.ruff_cache\ndist\n",
  },
  shown: "cat pyproject.toml",
  needs: [],
  mistake: { file: "tests/test_red.py", text: redPythonTest, job: "test" },
  isDocumented: true,
};

export const pipProject: Stack = {
  ...ownFolder,
  name: "pip",
  files: {
    "requirements.txt": "pytest==9.0.2\n",
    "sums.py": sumPython,
    "tests/test_sums.py": sumPythonTest,
    "pytest.ini": "[pytest]\npythonpath = .\n",
    ".gitignore": ".venv\n__pycache__\n.pytest_cache\n",
  },
  shown: "cat requirements.txt",
  needs: ["python3"],
  mistake: { file: "tests/test_red.py", text: redPythonTest, job: "python" },
  isDocumented: false,
};

export const mavenProject: Stack = {
  ...ownFolder,
  name: "maven",
  files: {
    "pom.xml": `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId>
  <artifactId>sum</artifactId>
  <version>1.0.0</version>
  <properties>
    <maven.compiler.source>17</maven.compiler.source>
    <maven.compiler.target>17</maven.compiler.target>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <dependencies>
    <dependency>
      <groupId>junit</groupId>
      <artifactId>junit</artifactId>
      <version>4.13.2</version>
      <scope>test</scope>
    </dependency>
  </dependencies>
</project>
`,
    "src/main/java/example/Sum.java":
      "package example;\n\npublic final class Sum {\n  public static int of(int a, int b) {\n    return a + b;\n  }\n}\n",
    "src/test/java/example/SumTest.java":
      "package example;\n\nimport org.junit.Assert;\nimport org.junit.Test;\n\npublic class SumTest {\n  @Test\n  public void of() {\n    Assert.assertEquals(3, Sum.of(1, 2));\n  }\n}\n",
    ".gitignore": "target/\n",
  },
  shown: "cat pom.xml",
  needs: ["mvn", "java"],
  mistake: {
    file: "src/test/java/example/RedTest.java",
    text: "package example;\n\nimport org.junit.Assert;\nimport org.junit.Test;\n\npublic class RedTest {\n  @Test\n  public void red() {\n    Assert.fail();\n  }\n}\n",
    job: "verify",
  },
  isDocumented: false,
};

/** A module of Go with a page of Node in a folder of it. */
export const twoStacks: Stack = {
  ...goModule,
  name: "two stacks",
  prepare: "npm install --prefix web --package-lock-only --silent",
  files: {
    ...goModule.files,
    "web/package.json": `${JSON.stringify(
      {
        name: "web",
        private: true,
        type: "module",
        scripts: { test: "node --test" },
        devDependencies: { semver: "^7.7.0" },
      },
      undefined,
      2,
    )}\n`,
    "web/web.test.js":
      'import assert from "node:assert";\nimport { test } from "node:test";\nimport { valid } from "semver";\n\ntest("finds its packages", () => assert.ok(valid("1.0.0")));\n',
    ".gitignore": "node_modules\n",
  },
  needs: ["go", "npm"],
  isDocumented: false,
};
