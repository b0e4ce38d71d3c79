import { expect, test } from "vitest";
import { expr } from "../../src/expression/build/raw.ts";
import { dedent } from "../../src/steps/dedent.ts";
import { shell } from "../../src/steps/shell-step.ts";

test("leaves out the first line break, and what all lines are indented by", () => {
  const { command } = shell(dedent`
    if true; then

      ./build
    fi
  `);
  expect(command).toBe("if true; then\n\n  ./build\nfi\n");
});

test("ends without a line break where its last line has text", () => {
  expect(dedent`
    a
    b`).toBe("a\nb");
});

test("keeps backslashes, but those that JavaScript needs", () => {
  expect(dedent`sed 's/\r$//' \`file\` \${HOME} \\\`x`).toBe("sed 's/\\r$//' `file` ${HOME} \\`x");
});

test("takes values as they are, also of several lines", () => {
  const text = "x\n  y";
  expect(dedent`
    a ${text}
    \\${1}
  `).toBe("a x\n  y\n\\1\n");
});

test("takes references to values", () => {
  expect(dedent`
    cargo build --target ${expr`matrix.target`}
    ls
  `).toBe("cargo build --target ${{ matrix.target }}\nls\n");
});

test("refuses to be called, and values that are no texts", () => {
  expect(() => dedent("a" as never)).toThrow("dedent stands before a template string");
  expect(() => dedent`a ${{} as never}`).toThrow(
    "a value is a text, a number or a reference, not {}",
  );
});
