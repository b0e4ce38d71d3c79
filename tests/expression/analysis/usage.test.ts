import { describe, expect, test } from "vitest";
import { keysOf, readsIn } from "../../../src/expression/analysis/usage.ts";

describe("what a text reads is asked of the tree of each expression in it", () => {
  test.each<[text: string, paths: string[]]>([
    ["needs.build.outputs.x", []],
    ["${{ github.ref_name != 'needs.build.outputs.x' }}", ["github.ref_name"]],
    ["a ${{ Needs['build'].result }} b ${{ matrix.os }}", ["needs.build.result", "matrix.os"]],
    ["${{ needs.*.result }}", ["needs.*.result"]],
    ["${{ toJSON(needs) }}", ["needs"]],
    ["${{ needs[inputs.job].outputs.x }}", ["needs.*.outputs.x", "inputs.job"]],
    ["${{ fromJSON(vars.x).needs.build }}", ["vars.x"]],
    ["${{ '}} needs.a' }}", []],
  ])("%s", (text, paths) => {
    expect(readsIn(text).paths.map((path) => path.join("."))).toEqual(paths);
  });

  test("also in lists, mappings and their names", () => {
    const reads = readsIn({ "${{ vars.a }}": ["x", { b: "${{ format('{0}', inputs.c) }}" }] });
    expect(reads.contexts).toEqual(["vars", "inputs"]);
    expect(reads.functions).toEqual(["format"]);
    expect(keysOf(reads, "inputs")).toEqual(["c"]);
  });
});
