import { describe, expect, test } from "vitest";
import { publishingWords } from "../../../src/import/commands/publishing.ts";

describe("a command publishes", () => {
  test.each([
    ["npm publish --access public", "npm publish"],
    ["pnpm -r publish", "pnpm -r publish"],
    ["yarn npm publish", "yarn npm publish"],
    ["npm ci\nnpm run build && npm publish", "npm publish"],
    ["NODE_AUTH_TOKEN=x npm publish", "npm publish"],
    ["npx changeset publish", "changeset publish"],
    ["npx semantic-release", "semantic-release"],
    ["python -m twine upload dist/*", "python -m twine upload"],
    ["uv publish", "uv publish"],
    ["cargo publish -p core", "cargo publish"],
    ["docker push ghcr.io/a/b", "docker push"],
    ["docker buildx build \\\n  --push .", "docker buildx build --push"],
    ["./mvnw -B deploy", "./mvnw -B deploy"],
    ["if x; then git push origin main; fi", "git push"],
    ["git -C site push --force", "git -C site push"],
    ['if ! docker push "$IMAGE"; then exit 1; fi', "docker push"],
    ["pnpm dlx pkg-pr-new@0.0 publish ./packages/a", "pkg-pr-new@0.0 publish"],
    ["./node_modules/.bin/wrangler pages deploy dist", "wrangler pages deploy"],
    ["uv run twine upload dist/*", "twine upload"],
    ["gh release create v1 dist/*", "gh release create"],
    ["terraform apply -auto-approve", "terraform apply"],
    ["aws s3 sync site s3://bucket", "aws s3 sync"],
  ])("%s", (command, words) => {
    expect(publishingWords(command)).toBe(words);
  });
});

describe("a command publishes nothing", () => {
  test.each([
    "npm test",
    "npm publish --dry-run",
    "# npm publish",
    "echo npm publish",
    "cargo build",
    "docker build .",
    "git pull",
    "git pushy",
    "gh release view",
    "npm run test:publish",
    "terraform plan",
  ])("%s", (command) => {
    expect(publishingWords(command)).toBeUndefined();
  });
});
