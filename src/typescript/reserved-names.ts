/** Words that a name of a module may not be, since TypeScript or recompose has them. */

/** Of strict code, and those whose meaning nobody may change. */
export const languageWords: ReadonlySet<string> = new Set(
  `__proto__ arguments await break case catch class const continue debugger default delete do else
  enum eval export extends false finally for function if implements import in instanceof interface
  let new null package private protected public return static super switch this throw true try
  typeof undefined var void while with yield`.split(/\s+/),
);

/** What `recompose-ci` exports, beside the functions for setup, triggers and inputs. */
const functionWords: ReadonlySet<string> = new Set(
  `CommandError UsageError always and app automation cache cacheRust call cancelled checkout contains dbg dedent download endsWith env
  err expr failure format fromJSON getSecret github group hashFiles job join makeDispatchable matrix
  not notFailed ok or out restoreCache run runner runs saveArtifact saveCache secret setOutput shell
  startsWith step success task toJSON upload uses vars when`.split(/\s+/),
);

/** Whether a module that uses recompose may need the name for it. */
export function isFunctionWord(word: string): boolean {
  return functionWords.has(word) || /^(?:setup|on)[A-Z]|.Input$/.test(word);
}

/** Whether a constant cannot have the name. `inputs` is the parameter of an automation's `jobs`. */
export function isReserved(name: string): boolean {
  return languageWords.has(name) || isFunctionWord(name) || ["async", "inputs"].includes(name);
}
