/** What GitHub reads of `.github/` beside workflows; it says nothing where it cannot. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";

interface Element {
  readonly type: string;
  readonly id?: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly validations?: Readonly<Record<string, unknown>>;
}

interface Form {
  readonly name: string;
  readonly description: string;
  readonly body: readonly Element[];
}

const folder = ".github/ISSUE_TEMPLATE";
const forms = readdirSync(folder).filter((file) => file !== "config.yml");

function read(file: string): unknown {
  return parse(readFileSync(file, "utf8"));
}

// https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-issue-forms
const formKeys = [
  "name",
  "description",
  "title",
  "labels",
  "assignees",
  "projects",
  "type",
  "body",
];

/** By type: the attributes that it has to have, and others that it may have. */
// https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema
const attributesOf: Readonly<Record<string, readonly [readonly string[], readonly string[]]>> = {
  markdown: [["value"], []],
  textarea: [["label"], ["description", "placeholder", "value", "render"]],
  input: [["label"], ["description", "placeholder", "value"]],
  dropdown: [
    ["label", "options"],
    ["description", "multiple", "default"],
  ],
  checkboxes: [["label", "options"], ["description"]],
};

test("there is a form for what is wrong and one for what is missing", () => {
  expect(forms).toEqual(["bug.yml", "feature.yml"]);
});

test.each(forms)("%s is a form that GitHub can show", (file) => {
  const form = read(`${folder}/${file}`) as Form;
  expect(Object.keys(form).filter((key) => !formKeys.includes(key))).toEqual([]);
  expect(form).toMatchObject({
    name: expect.stringMatching(/\S/) as string,
    description: expect.stringMatching(/\S/) as string,
  });
  const ids = form.body.flatMap(({ id }) => id ?? []);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^[\w-]+$/.test(id))).toEqual([]);
  // GitHub refuses a form of nothing but Markdown.
  expect(ids.length).toBeGreaterThan(0);
  for (const { type, id, attributes, validations = {}, ...others } of form.body) {
    const [needed = [], more = []] = attributesOf[type] ?? [];
    const names = Object.keys(attributes);
    expect({ id, missing: needed.filter((name) => !names.includes(name)) }).toEqual({
      id,
      missing: [],
    });
    expect(names.filter((name) => ![...needed, ...more].includes(name))).toEqual([]);
    expect(needed.length).toBeGreaterThan(0);
    expect(Object.keys(validations).filter((name) => name !== "required")).toEqual([]);
    expect(others).toEqual({});
    const { options = [] } = attributes;
    expect(new Set(options as string[]).size).toBe((options as string[]).length);
  }
});

// https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/configuring-issue-templates-for-your-repository#configuring-the-template-chooser
test("a weakness is reported in private, by the one address that all documents name", () => {
  const config = read(`${folder}/config.yml`) as {
    readonly contact_links: readonly Readonly<Record<string, string>>[];
  };
  const own = JSON.parse(readFileSync("package.json", "utf8")) as { readonly homepage: string };
  const address = `${own.homepage.replace("#readme", "")}/security/advisories/new`;
  for (const link of config.contact_links) {
    expect(Object.keys(link).sort()).toEqual(["about", "name", "url"]);
  }
  expect(config.contact_links.map(({ url }) => url)).toContain(address);
  for (const file of ["SECURITY.md", "CODE_OF_CONDUCT.md"]) {
    expect(readFileSync(file, "utf8")).toContain(`(${address})`);
  }
});

// https://docs.github.com/en/code-security/dependabot/working-with-dependabot/dependabot-options-reference
test("Dependabot waits some days with all that the project uses, and asks in groups", () => {
  const { version, updates } = read(".github/dependabot.yml") as {
    readonly version: number;
    readonly updates: readonly {
      readonly "package-ecosystem": string;
      readonly directory: string;
      readonly cooldown: Readonly<Record<string, number>>;
      readonly groups: object;
    }[];
  };
  expect(version).toBe(2);
  expect(updates.map((update) => update["package-ecosystem"])).toEqual(["npm", "github-actions"]);
  for (const { directory, cooldown, groups } of updates) {
    expect(directory).toBe("/");
    expect(cooldown["default-days"]).toBeGreaterThanOrEqual(7);
    expect(Object.keys(groups).length).toBeGreaterThan(0);
  }
  // For actions GitHub takes no other key, and then ignores the file: they have no versions that it could compare.
  expect(Object.keys(updates[1]?.cooldown ?? {})).toEqual(["default-days"]);
});
