/** What programs of Node's world do with a project: which check they are, or that they are none. */
import type { CheckKind } from "../project-facts.ts";
import type { ScriptCommand } from "./script-commands.ts";

/** By the program, with the subcommand where one is needed. */
const kinds: Readonly<Record<CheckKind, readonly string[]>> = {
  lint: [
    "eslint oxlint tslint jshint xo standard ts-standard semistandard stylelint markdownlint markdownlint-cli2 knip",
    "depcheck cspell htmlhint remark biome_lint biome_check biome_ci next_lint ng_lint deno_lint rome_check rome_ci",
  ],
  format: ["biome_format dprint_check oxfmt prettier prettierd deno_fmt"],
  types: [
    "vue-tsc svelte-check tsd flow astro_check nuxi_typecheck nuxt_typecheck glint tsgo deno_check",
  ],
  test: [
    "vitest jest mocha ava tap tape borp uvu jasmine karma lab qunit japa c8 nyc node_--test tsx_--test bun_test deno_test",
    "react-scripts_test ng_test brittle-node brittle",
  ],
  build: [
    "tsup tsdown rollup rolldown webpack webpack-cli esbuild unbuild microbundle swc parcel_build vite_build next_build nuxt_build nuxi_build",
    "astro_build ng_build vue-cli-service_build react-scripts_build gatsby_build docusaurus_build vitepress_build babel pkgroll bunchee tshy",
    "svelte-package remix_build react-router_build nest_build electron-vite_build zshy ncc_build bun_build father_build deno_compile",
  ],
};

const kindOfProgram = new Map(
  (Object.keys(kinds) as CheckKind[]).flatMap((kind) =>
    kinds[kind].flatMap((names) => names.split(" ")).map((name) => [name, kind] as const),
  ),
);

/** Undefined for a program that is no check by itself, such as `rimraf`. */
export function programKind({ program, args }: ScriptCommand): CheckKind | undefined {
  const name = program.replace(/^.*\//, "").replace(/@[\d^~].*$|\.(?:[cm]?js|cmd)$/, "");
  if (name === "tsc") return isNoEmit(args) ? "types" : "build";
  if (name === "prettier" && !args.some(isPrettierCheck)) return undefined;
  const options = args.filter((word) => word.startsWith("--test")).slice(0, 1);
  const [subcommand = ""] = [...options, ...args.filter((word) => !word.startsWith("-"))];
  const kind = kindOfProgram.get(`${name}_${subcommand}`) ?? kindOfProgram.get(name);
  return name === "vue-tsc" && !isNoEmit(args) && /^(?:-b|--build)$/.test(args[0] ?? "")
    ? "types"
    : kind;
}

function isNoEmit(args: readonly string[]): boolean {
  const index = args.findIndex((word) => word.toLowerCase() === "--noemit");
  return index !== -1 && args[index + 1] !== "false";
}

function isPrettierCheck(word: string): boolean {
  return /^(?:-c|-l|--check|--list-different)$/.test(word);
}

/** Programs that never end by themselves, ask a person, change files, or reach the world. */
const endless =
  "nodemon ts-node-dev webpack-dev-server live-server http-server serve browser-sync lite-server wrangler_dev vercel netlify_dev";
const starting =
  "vite_dev vite_serve vite_preview next_dev next_start nuxt_dev nuxi_dev astro_dev astro_preview gatsby_develop ng_serve react-scripts_start vue-cli-service_serve docusaurus_start vitepress_dev storybook_dev start-storybook webpack_serve remix_dev react-router_dev tsx_watch bun_--watch node_--watch nest_start expo_start parcel_serve";
const reaching =
  "np release-it semantic-release standard-version bumpp changeset changelogen lerna_publish lerna_version npm_publish pnpm_publish yarn_publish bun_publish npm_version yarn_version pnpm_version vsce_publish ovsx_publish gh-pages wrangler_deploy wrangler_publish vercel_deploy netlify_deploy netlify firebase_deploy firebase serverless_deploy sls_deploy surge docker_push fly_deploy flyctl aws gcloud kubectl terraform git_push git_tag cdk_deploy cdk sst_deploy sst eas ssh scp rsync heroku sudo docker docker-compose podman nvm nvs deno_publish deno_serve";
const browsers =
  "playwright_test cypress_run cypress wdio nightwatch testcafe detox codeceptjs web-test-runner wtr";

const setOf = (...texts: readonly string[]): ReadonlySet<string> =>
  new Set(texts.flatMap((text) => text.split(" ")));
const unwanted = setOf(endless, starting, reaching);
const ofBrowsers = setOf(browsers);

/** Why a command has no place among the checks; undefined where it has one. What changes files may still be a build. */
export function refusal(
  { program, args }: ScriptCommand,
  programs: readonly string[] = [],
): "unwanted" | "browser" | "changes" | undefined {
  const [subcommand = ""] = args;
  const names = [program, `${program}_${subcommand}`];
  if (names.some((name) => ofBrowsers.has(name))) return "browser";
  if (program === "vitest" && args.some((word) => word.startsWith("--browser"))) return "browser";
  if (names.some((name) => unwanted.has(name)) || args.some((word) => isEndless(program, word))) {
    return "unwanted";
  }
  // A package of Node need not find another runtime.
  if (/^(?:bun|deno)$/.test(program) && !programs.includes(program)) return "unwanted";
  if (program === "deno" && subcommand === "fmt" && !args.includes("--check")) return "changes";
  // A script that only says that there is nothing, or that it belongs elsewhere.
  if (program === "exit" && subcommand !== "0") return "unwanted";
  // Without a subcommand Vite starts its server: https://vite.dev/guide/cli
  if (program === "vite" && (subcommand === "" || subcommand.startsWith("-"))) return "unwanted";
  if (program === "vitest" && /^(?:watch|dev|bench|list)$/.test(subcommand)) return "unwanted";
  if (program === "karma" && !args.includes("--single-run")) return "unwanted";
  if (program === "oxfmt" && !args.some((word) => /^--(?:check|list-different)$/.test(word))) {
    return "changes";
  }
  if (program === "dprint" && subcommand === "fmt") return "changes";
  return args.some((word) => isChanging(program, word)) ? "changes" : undefined;
}

/** Options of programs that watch, serve, or wait for a debugger. */
function isEndless(program: string, word: string): boolean {
  return (
    /^--(?:watch|watch-all|watchAll|serve|ui|open|inspect|inspect-brk)(?:=true)?$/.test(word) ||
    /^--run=false$/.test(word) ||
    (word === "-w" && /^(?:tsc|vue-tsc|rollup|webpack|mocha|vitest|babel|jest|tsup)$/.test(program))
  );
}

/** Options that rewrite files, or accept whatever comes out. */
function isChanging(program: string, word: string): boolean {
  return (
    /^--(?:fix|fix-type|write|apply|apply-unsafe|unsafe|update|updateSnapshot)$/.test(word) ||
    (word === "-w" && program === "prettier") ||
    (word === "-u" && /^(?:jest|vitest|ava)$/.test(program))
  );
}
