/** After .github/workflows/docker.yml of lycheeverse/lychee: two images for two platforms, with the tags of the event. */
import {
  automation,
  checkout,
  env,
  expr,
  github,
  job,
  onPullRequest,
  onPush,
  onWorkflowDispatch,
  secret,
  shell,
  startsWith,
  uses,
  when,
} from "recompose-ci";

const isRelease = startsWith(github.ref, "refs/tags/lychee-v");
const fromTag = `value=${github.refName},match=lychee-v(\\d+.\\d+.\\d+)$`;
const notPullRequest = github.eventName.ne("pull_request");
const login = { username: secret("DOCKER_USERNAME"), password: secret("DOCKER_PASSWORD") };
const version = when(
  github.ref.eq("refs/heads/master"),
  "nightly",
  when(isRelease, github.refName, "latest"),
);

/** `latest` is the last release, and `nightly` the default branch. */
const tags = (id: string, name: string, ...flavor: string[]) =>
  uses("docker/metadata-action@v6", {
    id,
    name: `Docker meta (${name})`,
    with: {
      flavor,
      images: env("IMAGE_NAME"),
      tags: [
        "type=schedule",
        "type=ref,event=branch",
        "type=ref,event=pr",
        `type=semver,pattern={{version}},${fromTag}`,
        `type=semver,pattern={{major}}.{{minor}},${fromTag}`,
        "type=sha",
        `type=raw,value=latest,enable=${isRelease}`,
        "type=raw,value=nightly,enable={{is_default_branch}}",
      ],
    },
  });

const push = (name: string, file: string, from: ReturnType<typeof tags>) =>
  uses("docker/build-push-action@v7", {
    name: `Push Image (${name})`,
    with: {
      context: ".",
      file,
      platforms: "linux/amd64,linux/arm64/v8",
      push: notPullRequest,
      tags: from.get("tags"),
      labels: from.get("labels"),
      "build-args": `"LYCHEE_VERSION=${version}"`,
    },
  });

export const lycheeDocker = automation({
  name: "lychee_docker",
  title: "Docker",
  on: [
    onWorkflowDispatch(),
    onPush({ branches: ["master"], tags: ["lychee-v*"] }),
    onPullRequest({ branches: ["master"] }),
  ],
  env: { IMAGE_NAME: "lycheeverse/lychee" },
  jobs() {
    const debian = tags("meta", "debian", "latest=false");
    const alpine = tags("meta-alpine", "alpine", "latest=false", "suffix=-alpine");
    job("build", {
      condition: github.repositoryOwner
        .eq("lycheeverse")
        .and(
          github.actor.ne("dependabot[bot]"),
          expr`${notPullRequest} || github.event.pull_request.head.repo.owner.login == github.event.pull_request.base.repo.owner.login`,
        ),
      steps: [
        checkout({ name: "Checkout" }),
        debian,
        alpine,
        shell('echo "Tags for debian: $DEBIAN"\necho "Tags for alpine: $ALPINE"\n', {
          name: "Show tags",
          env: { DEBIAN: debian.get("tags"), ALPINE: alpine.get("tags") },
        }),
        uses("docker/setup-qemu-action@v4", { name: "Set up QEMU" }),
        uses("docker/setup-buildx-action@v4", { name: "Set up Docker Buildx" }),
        uses("docker/login-action@v4", { name: "Login to DockerHub", with: login }),
        push("debian", "Dockerfile-CI.Dockerfile", debian),
        push("alpine", "Dockerfile-CI.alpine.Dockerfile", alpine),
        uses("peter-evans/dockerhub-description@v5", {
          name: "Update DockerHub description",
          with: { ...login, repository: env("IMAGE_NAME"), "readme-filepath": "README.md" },
        }),
      ],
    });
  },
});
