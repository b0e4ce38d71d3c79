/** Commands that publish, deploy or push. A local run would do it for real, with the developer's own rights. */

/** Where a command begins: at a line, behind `&&`, `;`, `|`, `(`, `!` or a word that runs another, and behind variables of its own. */
const start = String.raw`(?:^|[;&|(!]|\b(?:then|do|else|if|time|sudo|exec|npx|pnpx|bunx|dlx|run)\b)[ \t]*(?:\w+=\S*[ \t]+)*(?:[\w./-]*\/)?`;
const options = String.raw`(?:[ \t]+-\S+)*[ \t]+`;

const commands: readonly string[] = [
  // Packages
  `(?:npm|pnpm|yarn|bun|lerna)${options}(?:npm[ \\t]+|run[ \\t]+)?publish`,
  `(?:changeset|cargo|uv|poetry|hatch|flit|pdm)${options}publish`,
  `semantic-release`,
  `pkg-pr-new(?:@\\S+)?${options}publish`,
  `(?:python3?[ \\t]+-m[ \\t]+)?twine${options}upload`,
  `(?:gem|helm|podman|docker|nuget|dotnet[ \\t]+nuget)${options}push`,
  `docker[ \\t][^\\n;&|]*--push`,
  `(?:mvn|\\./mvnw)[ \\t][^\\n;&|]*\\bdeploy`,
  `(?:gradle|\\./gradlew)[ \\t][^\\n;&|]*\\bpublish`,
  `goreleaser${options}release`,
  // GitHub
  `git(?:[ \\t]+-[cC][ \\t]+\\S+)*${options}push`,
  `gh[ \\t]+(?:release|pr|issue|repo|workflow)[ \\t]+(?:create|upload|edit|delete|merge|close|comment|run)`,
  // Deployments
  `(?:wrangler|netlify|firebase|serverless|fly|flyctl|cdk|vercel)${options}(?:pages[ \\t]+)?(?:deploy|publish)`,
  `(?:terraform|tofu|kubectl)${options}apply`,
  `helm${options}(?:install|upgrade)`,
  `aws${options}s3${options}(?:sync|cp|rm)`,
];

const pattern = new RegExp(`${start}((?:${commands.join("|")})\\b)`, "m");

/** The words that publish something, such as `npm publish`; undefined where none are known to, or `--dry-run` is there. */
export function publishingWords(command: string): string | undefined {
  for (const line of command.replaceAll(/\\\n/g, " ").split("\n")) {
    if (/^\s*#|--dry-run\b/.test(line)) continue;
    const words = pattern.exec(line)?.[1];
    if (words !== undefined) return words.replaceAll(/\s+/g, " ");
  }
  return undefined;
}
