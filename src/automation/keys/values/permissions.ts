import { didYouMean, quotedList } from "../../../problems/wording.ts";
import type { Permissions } from "../../../model/workflow.ts";
import { yamlKey } from "../../../github/name-rules.ts";
import {
  permissionNotes,
  type PermissionScope,
  type ScopeLevels,
} from "../../../github/permission-scopes.ts";
import { permissionLevels } from "../../../github/schema/permission-schema.ts";
import { ownValue } from "../../../problems/own-value.ts";
import { DeclarationError, type Place } from "../../place.ts";

type CamelCase<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<CamelCase<Rest>>}`
  : Name;

/** What the workflow's token may do. A scope may be written `id-token` or `idToken`; the token has no other scopes. */
export type PermissionOptions =
  | "read-all"
  | "write-all"
  | ({ readonly [Scope in PermissionScope]?: ScopeLevels[Scope] } & {
      readonly [Scope in PermissionScope as CamelCase<Scope>]?: ScopeLevels[Scope];
    });

/** @throws DeclarationError for a scope or a level that GitHub does not have. */
export function readPermissions(options: PermissionOptions, place: Place): Permissions {
  if (options === "read-all" || options === "write-all") return options;
  if (typeof options !== "object" || options === null) {
    throw new DeclarationError(
      place,
      `permissions are "read-all", "write-all" or scopes with levels, not ${JSON.stringify(options)}.`,
      ['permissions: { contents: "read" }'],
    );
  }
  const entries = Object.entries(options).filter(([, level]) => level !== undefined);
  return Object.fromEntries(
    entries.map(([name, level]) => {
      const scope = yamlKey(name);
      const levels: readonly string[] | undefined = ownValue(permissionLevels, scope);
      if (levels === undefined) {
        const scopes = Object.keys(permissionLevels);
        throw new DeclarationError(
          place,
          `GitHub has no permission ${JSON.stringify(name)}.${didYouMean(scope, scopes)}`,
        );
      }
      if (!levels.includes(level)) {
        throw new DeclarationError(
          place,
          `the permission ${JSON.stringify(scope)} is one of ${quotedList(levels, "or")}, not ${JSON.stringify(level)}.`,
        );
      }
      return [scope, level];
    }),
  );
}

/** What a permission is for, in a few words; undefined where it needs no explanation. */
export function permissionNote(scope: string, level: string): string | undefined {
  if (scope === "contents" && level === "read") return undefined;
  const note = ownValue(permissionNotes, scope);
  return level === "none" && note !== undefined ? `no ${note}` : note;
}
