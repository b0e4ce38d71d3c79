/** Workflows of real projects, apart from those that the translation was made with: it is measured by them. */
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "recompose-ci";

/** Repositories by their names, each at a commit. */
const repositories: Readonly<Record<string, string>> = {
  "biomejs/biome": "18883b7dafb8f9581534508fdd5b1e34632f2724",
  "clap-rs/clap": "6982fb1c98c7247e38a6d4f04191b94e30497e7b",
  "cli/cli": "44ee17760709bedf1cad7e452e61751489b81a33",
  "denoland/std": "ca58f9427152c946ce1c1bc287d290efde1fbab7",
  "eslint/eslint": "c27bc926e496985eb7911c09eb60914b2e4b5d0f",
  "fastify/fastify": "83e69762aff047940b376fc2a266d143499ef727",
  "gin-gonic/gin": "dcaa4296d111981ffb31ac3eba90bb63e1eb5ab9",
  "google/gson": "9835b6f90192f79cdf5300c528fc6212455fb6c1",
  "grafana/k6": "87883075ccd5e3d3fb961a860b3d6e422bbc353b",
  "helm/helm": "e9b85e4de16ad45805843fb121748018cf89094b",
  "jestjs/jest": "52db46e50404c993d3f10dd1481e861cc04ae22e",
  "mockito/mockito": "ee8a330da0218f32d5964acdeaa3ac39e2c6ce14",
  "nodejs/undici": "7eb7c8ec8f23acd9c3da93a286162f8c1dc68326",
  "nuxt/nuxt": "4e0099839c3ea0483e6dc639e4be6d9bdffc3e56",
  "pallets/flask": "2ac89889f4cc330eabd50f295dcef02828522c69",
  "pnpm/pnpm": "36e5ae6ac8d03743442f083680fa3015e4a774b3",
  "prometheus/prometheus": "d15adb9ad7e5d9fbde3a9a8f30200593a5a14d86",
  "psf/black": "8947c48ef2077c3a301b03c1e814dc2e3f78436e",
  "pypa/cibuildwheel": "8832cf6b75594121646ec4e32692cc0ea3899f83",
  "python-attrs/attrs": "c1dc5dcba16ed827aa6dcad896b41a3afedb4e32",
  "python-poetry/poetry": "f46702336862f30050d5c641d5ed6f7568ded793",
  "rubocop/rubocop": "3a42c622171794510e03999c8d55129b73c5dc8f",
  "tokio-rs/tokio": "ea91b33ca57ff0581b38e735cc108f831bccbdaa",
  "vuejs/core": "e2bede96134f757aad5c5b33ac9be055022dbfc8",
};

/** Writes the workflows of each into a folder of its own below `corpus`: `owner__name/ci.yml`. */
export async function fetchSecondCorpus(corpus: string): Promise<void> {
  for (const [repository, commit] of Object.entries(repositories)) {
    const folder = await mkdtemp(join(tmpdir(), "recompose-repository-"));
    const git = (...words: readonly string[]): Promise<unknown> =>
      run("git", "-c", "advice.detachedHead=false", ...words, { cwd: folder, capture: true });
    try {
      await git("init", "--quiet");
      const address = `https://github.com/${repository}`;
      // Of all files only those that are checked out come here.
      await git("remote", "add", "origin", address);
      await git("fetch", "--quiet", "--depth=1", "--filter=blob:none", "origin", commit);
      await git("checkout", "--quiet", commit, "--", ".github/workflows");
      await cp(join(folder, ".github/workflows"), join(corpus, repository.replace("/", "__")), {
        recursive: true,
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}
