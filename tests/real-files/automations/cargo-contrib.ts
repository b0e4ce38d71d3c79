/** After .github/workflows/contrib.yml of rust-lang/cargo: a book, deployed to GitHub Pages. */
import { automation, checkout, job, onPush, shell, uses } from "recompose-ci";

const mdbook = "https://github.com/rust-lang/mdBook/releases/download/v${MDBOOK_VERSION}";

export const cargoContrib = automation({
  name: "cargo_contrib",
  title: "Contrib Deploy",
  on: onPush({ branches: ["master"] }),
  concurrency: "gh-pages",
  env: { MDBOOK_VERSION: "0.5.1" },
  jobs() {
    const build = job("build", {
      steps: [
        checkout(),
        shell(`mkdir mdbook
curl -Lf ${mdbook}/mdbook-v\${MDBOOK_VERSION}-x86_64-unknown-linux-gnu.tar.gz | tar -xz --directory=./mdbook
echo \`pwd\`/mdbook >> $GITHUB_PATH
`),
        shell(`GENERATE_PY="$(pwd)/ci/generate.py"

cd doc/contrib
mdbook build

mkdir gh-pages
cd gh-pages
mv ../book contrib

# Generate HTML for link redirections.
python3 "$GENERATE_PY"
`),
        uses("actions/upload-pages-artifact@fc324d3547104276b827a68afc52ff2a11cc49c9 # v5.0.0", {
          with: { path: "doc/contrib/gh-pages" },
        }),
      ],
    });
    const deployment = uses(
      "actions/deploy-pages@cd2ce8fcbc39b97be8ca5fce6e763baed58fa128 # v5.0.0",
      { id: "deployment" },
    );
    job("deploy", {
      needs: [build],
      permissions: { pages: "write", idToken: "write" },
      environment: { name: "github-pages", url: deployment.get("page_url") },
      steps: [deployment],
    });
  },
});
