/** The files of `hashFiles()`, beside those of @actions/glob, which GitHub's runner asks. */
import { symlinkSync } from "node:fs";
import path from "node:path";
import { hashFiles as theirs } from "@actions/glob";
import fc from "fast-check";
import { expect, test } from "vitest";
import { hashFiles } from "../../../src/runner/values/hash-files.ts";
import { cases } from "../../support/cases.ts";
import { folderWith } from "../../support/folder-with.ts";
import { mockHomeAndFolder } from "../../support/home-and-folder.ts";

const files: Readonly<Record<string, string>> = {
  "a.lock": "a",
  "b.txt": "b",
  ".hidden/c.lock": "c",
  ".hidden/.d": "d",
  "deep/down/e.lock": "e",
  "deep/down/further/f.txt": "f",
  "deep/g.txt": "g",
  "odd names/[x]/h{1}.txt": "h",
  "odd names/x/i+(a).txt": "i",
  "odd names/!no.txt": "j",
  "odd names/#k.txt": "k",
  "odd names/a\\b.txt": "l",
  "odd names/a?b*.txt": "m",
  "odd names/l#": "r",
  "odd names/ü.txt": "n",
  "odd names/😀.txt": "o",
  "odd names/line\nend.txt": "p",
  "z-~/q.txt": "q",
};

const home = folderWith(
  "recompose-hash-files-",
  Object.fromEntries(
    Object.entries(files).map(([file, content]) => [`workspace/${file}`, content]),
  ),
);
const folder = path.join(home, "workspace");
symlinkSync("deep", path.join(folder, "link"));
symlinkSync("deep/g.txt", path.join(folder, "link.txt"));
symlinkSync("..", path.join(folder, "deep/up"));
symlinkSync("missing", path.join(folder, "deep/broken"));
mockHomeAndFolder(home, folder);

/** What each comes to; a failure is one whatever it says. */
async function both(patterns: readonly string[], follows: boolean) {
  const option = follows ? ["--follow-symbolic-links"] : [];
  const ours = (() => {
    try {
      return hashFiles(folder, [...option, ...patterns]);
    } catch {
      return "fails";
    }
  })();
  const options = { followSymbolicLinks: follows };
  const wanted = await theirs(patterns.join("\n"), folder, options).catch(() => "fails");
  return { ours, wanted };
}

test.each(
  [
    ["**"],
    ["**/*"],
    ["**/**"],
    ["*"],
    ["."],
    ["./"],
    ["./**/*.lock"],
    ["././a.lock"],
    ["deep/./g.txt"],
    ["\\./a.lock"],
    ["[.]/a.lock"],
    ["\\."],
    ["\\./*"],
    ["\\./**"],
    ["\\./*/**"],
    ["[.]/**"],
    ["\\./**/"],
    ["!\\./a.lock", "**"],
    ["deep/[.]/g.txt"],
    ["deep/../a.lock"],
    [".."],
    ["../**"],
    ["deep"],
    ["deep/"],
    ["deep//g.txt"],
    ["deep/**/"],
    ["a.lock/"],
    ["link"],
    ["link/"],
    ["link/*"],
    ["link.txt"],
    ["deep/up/**"],
    ["~"],
    ["~/workspace/*.txt"],
    ["~/**/b.txt"],
    ["~x"],
    ["z-~/*"],
    ["/etc/hostname"],
    [`${folder}/deep`],
    [`${folder}/**/*.txt`],
    [`${path.dirname(folder)}/*/a.lock`],
    ["!"],
    ["!a.lock"],
    ["!!a.lock"],
    ["*", "!a.lock"],
    ["**", "! deep"],
    ["**", "!deep", "deep/down"],
    ["**", "!deep/**", "!!deep/g.txt"],
    ["**", "!**/*.txt"],
    ["**/*.lock\r\n!deep/**\n# comment\n\n  b.txt  "],
    ["\n#x"],
    ["a.lock\n   \n\t# no\n\t b.txt"],
    ["! a.lock", "**"],
    ["**", "! a.lock"],
    ["deep/broken"],
    ["b.txt", "a.lock", "!**/none"],
    ["#x", "b.txt", "a.lock"],
    ["deep/down", "deep", "a.lock"],
    ["a.lock", "a.*", "b.txt"],
    ["{a,b}.*"],
    ["+(a|b).*"],
    ["@(a).lock"],
    ["[ab].*"],
    ["[!a].*"],
    ["[^a].*"],
    ["[a-c].*"],
    ["[b-a].*"],
    ["[]a].lock"],
    ["[!]a].txt"],
    ["[a"],
    ["[[:alpha:]].txt"],
    ["odd names/[[]x]/*"],
    ["odd names/\\[x\\]/*"],
    ["odd names/[x]/*"],
    ["odd names/*+*"],
    ["odd names/!*"],
    ["odd names/#*"],
    ["odd names/*#"],
    ["odd names/[#]k*"],
    ["odd names/[#x]k*"],
    ["odd names/*\\\\*"],
    ["odd names/a\\?b\\*.txt"],
    ["odd names/?.txt"],
    ["odd names/??.txt"],
    ["odd names/[ü].txt"],
    ["odd names/[😀].txt"],
    ["odd names/*end*"],
    ["odd names/line?end.txt"],
    ["odd names/**.txt"],
    ["**.lock"],
    ["d**/*.txt"],
    ["deep/**/further/**/f.txt"],
    ["deep/**/**/*.txt"],
    ["**/deep/**"],
    ["*/*/*.lock"],
    ["**/.*"],
    [".*"],
    ["?hidden/*"],
    ["*.LOCK"],
    ["\\a.lock"],
    ["a.lock\\"],
    ["a.lock/b/c"],
    ["a.lock/**"],
    ["a.lock/**/"],
    ["*\\.lock"],
    ["[a]*k"],
    ["[[:alpha:]-].txt"],
    ["[[:alpha:]]-x"],
    ["[!a-c]*"],
    ["[a-]*"],
    ["[a\\]].lock"],
    ["[[:alpha:][:graph:]].txt"],
    ["[a-[:alpha:]]x"],
  ].map((patterns) => [JSON.stringify(patterns), patterns] as const),
)("finds what the runner finds: %s", async (_, patterns) => {
  for (const follows of [false, true]) {
    const { ours, wanted } = await both(patterns, follows);
    expect({ follows, hash: ours }).toEqual({ follows, hash: wanted });
  }
});

test("finds what the runner finds for patterns made of whatever means something in them", async () => {
  const piece = fc.constantFrom(
    ..."** * ? a b .lock .txt deep down .hidden [ab] [!a] [ ] \\ ! # . .. ~ { } ü link up e.lock".split(
      " ",
    ),
  );
  const name = fc.array(piece, { minLength: 1, maxLength: 3 }).map((all) => all.join(""));
  const pattern = fc.array(name, { minLength: 1, maxLength: 4 }).map((all) => all.join("/"));
  await fc.assert(
    fc.asyncProperty(
      fc.array(pattern, { minLength: 1, maxLength: 3 }),
      fc.boolean(),
      async (patterns, follows) => {
        const { ours, wanted } = await both(patterns, follows);
        expect(ours).toBe(wanted);
      },
    ),
    cases(300),
  );
});
