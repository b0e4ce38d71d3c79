/** A registry that has the packed tarball, as npm's will once it is published; for all else it names npm's. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { run } from "recompose-ci";

export interface PackageRegistry {
  /** What package managers take as their registry. */
  readonly address: string;
  readonly close: () => void;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
}

/** https://github.com/npm/registry/blob/main/docs/REGISTRY-API.md */
export async function startRegistry(tarball: string): Promise<PackageRegistry> {
  const { stdout } = await run("npm", "config", "get", "registry", { capture: true });
  const upstream = stdout.trim().replace(/\/$/, "");
  const content = await readFile(tarball);
  const { stdout: text } = await run("tar", "-xzOf", tarball, "package/package.json", {
    capture: true,
  });
  const manifest = JSON.parse(text) as Manifest;
  const { name, version } = manifest;
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    if (path === `/${name}`) {
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(packument()));
    } else if (path === `/${name}/-/${name}-${version}.tgz`) {
      response.end(content);
    } else {
      response.writeHead(302, { location: upstream + path }).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // The task may end while a package manager keeps its connection.
  server.unref();
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const packument = (): unknown => ({
    name,
    "dist-tags": { latest: version },
    time: { [version]: "2020-01-01T00:00:00.000Z" },
    versions: {
      [version]: {
        ...manifest,
        dist: {
          tarball: `${address}/${name}/-/${name}-${version}.tgz`,
          shasum: createHash("sha1").update(content).digest("hex"),
          integrity: `sha512-${createHash("sha512").update(content).digest("base64")}`,
        },
      },
    },
  });
  return {
    address,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
