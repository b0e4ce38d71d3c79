/** `buildImageJob` for the job `build-image`. Ids differ in more than case, so constants of one kind do. */
export function constantName(id: string, kind: "Job" | "Matrix"): string {
  const words = id.replaceAll(/-+(.)/g, (_, letter: string) => letter.toUpperCase());
  return `${words.replaceAll(/\W/g, "")}${kind}`;
}
