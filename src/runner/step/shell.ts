/**
 * How GitHub runs the text of a `run`.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell
 * https://github.com/actions/runner/blob/main/src/Runner.Worker/Handlers/ScriptHandlerHelpers.cs
 */

export interface ShellCommand {
  readonly program: string;
  readonly arguments: readonly string[];
}

interface Shell {
  readonly extension: string;
  readonly template: string;
  /** The text that is written to the script. */
  readonly wrap?: (text: string) => string;
}

const shells: Readonly<Record<string, Shell>> = {
  bash: { extension: ".sh", template: "bash --noprofile --norc -e -o pipefail {0}" },
  sh: { extension: ".sh", template: "sh -e {0}" },
  python: { extension: ".py", template: "python {0}" },
  pwsh: {
    extension: ".ps1",
    template: "pwsh -command . '{0}'",
    wrap: (text) =>
      `$ErrorActionPreference = 'stop'\n${text}\nif ((Test-Path -LiteralPath variable:\\LASTEXITCODE)) { exit $LASTEXITCODE }`,
  },
};

/** For a step without `shell`. There is no `pipefail`: only the last program of a pipeline can fail it. */
const defaultShell: Shell = { extension: ".sh", template: "bash -e {0}" };

export interface Script {
  /** Of the file that the text is written to. */
  readonly extension: string;
  readonly text: string;
  readonly command: (file: string) => ShellCommand;
}

/** `shell` is a name that GitHub knows, or a command with `{0}` where the script's path belongs. */
export function scriptFor(text: string, shell: string | undefined): Script {
  const knownShell = shell === undefined ? defaultShell : shells[shell];
  if (knownShell === undefined && shell?.includes("{0}") !== true) {
    throw new Error(
      `Invalid shell option ${JSON.stringify(shell)}. Shell must be a valid built-in (bash, sh, python, pwsh) or a format string containing '{0}'`,
    );
  }
  const customShell: Shell = { extension: "", template: shell ?? "" };
  const { extension, template, wrap } = knownShell ?? customShell;
  return {
    extension,
    text: wrap?.(text) ?? text,
    command: (file) => {
      const [program = "", ...words] = wordsOf(template);
      return { program, arguments: words.map((word) => word.replaceAll("{0}", file)) };
    },
  };
}

/** `pwsh -command` takes all that follows as one word. */
function wordsOf(template: string): readonly string[] {
  const command = /^(\S+ -command) (.*)$/.exec(template);
  if (command !== null) return [...(command[1] ?? "").split(" "), command[2] ?? ""];
  return template.trim().split(/\s+/);
}
