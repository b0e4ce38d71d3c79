/** `owner/name` without its version, in lower case: GitHub compares owners and repositories without regard to case. */
export function actionName({ uses }: { readonly uses: string }): string {
  return uses.replace(/@.*/, "").toLowerCase();
}
