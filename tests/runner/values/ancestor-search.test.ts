import { expect, test } from "vitest";
import { AncestorSearch } from "../../../src/runner/values/ancestor-search.ts";

test("an ancestor that was looked at in vain is not looked at again", () => {
  const ids = Array.from({ length: 1000 }, (_, n) => `job${n}`);
  const jobs = Object.fromEntries(ids.map((id, n) => [id, { needs: ids.slice(n - 1, n) }]));
  let looks = 0;
  const search = new AncestorSearch(jobs, () => {
    looks += 1;
    return false;
  });
  for (const id of ids) expect(search.find(jobs[id]?.needs ?? [])).toBeUndefined();
  expect(looks).toBe(999);
});
