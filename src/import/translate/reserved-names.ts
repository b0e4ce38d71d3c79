/** Names that a constant cannot have in a `recompose.ts`. */

/** What the API exports, but for the functions that begin with `on` and `setup`: `onPush`, `setupNode`. */
const ofApi = `
CommandError UsageError always and app artifactInput automation boolInput cache call cancelled checkout choiceInput contains
dbg dedent download endsWith env environmentInput err expr failure format fromJSON getSecret github group hashFiles job join
makeDispatchable matrix not notFailed numberInput ok or out restInput restoreCache run runner runs saveArtifact saveCache
secret setOutput shell startsWith step stringInput success task toJSON upload uses vars when`;

/** https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Lexical_grammar#reserved_words */
const ofLanguage = `
arguments async await break case catch class const continue debugger default delete do else enum eval export extends false
finally for function if implements import in instanceof interface let new null package private protected public return
static super switch this throw true try typeof undefined var void while with yield`;

/** The parameter of `jobs`. */
const ofFunction = "inputs";

const reserved = new Set([ofApi, ofLanguage, ofFunction].join(" ").split(/\s+/));

export function isReserved(name: string): boolean {
  return reserved.has(name) || /^(?:on|setup)[A-Z]/.test(name);
}
