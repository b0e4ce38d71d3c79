/**
 * The scripts that `completion SHELL` prints. They hold no names of commands: at each Tab they ask the program on the
 * command line, which answers by `completion-words.ts`. So they never go out of date, and serve every project.
 */
import { UsageError } from "../../problems/usage-error.ts";
import { didYouMean, quotedList } from "../../problems/wording.ts";
import { shells } from "../../start/built-in-commands.ts";
import { completeCommand } from "../../start/start-kind.ts";

/** Ends a list of candidates where file names fit as well. */
export const filesMarker = "@files";

/** Stands before each candidate, since `recompose.ts` itself may print lines while it loads. */
export const candidateMark = "+";

function requireShell(text: string | undefined): (typeof shells)[number] {
  const shell = shells.find((name) => name === text);
  if (shell !== undefined) return shell;
  const choices = `It is one of ${quotedList(shells, "or")}.`;
  throw new UsageError(
    text === undefined
      ? `completion needs the name of a shell. ${choices}`
      : `there is no completion for the shell ${JSON.stringify(text)}. ${choices}${didYouMean(text, shells)}`,
    shells.map((name) => `recompose completion ${name}`),
  );
}

/**
 * @param program Another name of the project's entry point, beside `run` and `recompose`.
 * @throws UsageError for an unknown shell, and for a name that is not a file name that a shell could complete.
 */
export function completionScript(shell: string | undefined, program: string | undefined): string {
  return { bash, zsh, fish }[requireShell(shell)](programNames(program));
}

/** Shells look completions up by the last part of a path. */
function programNames(program: string | undefined): string[] {
  const name = program?.replace(/^.*\//, "");
  if (name !== undefined && !/^[\w.-]+$/.test(name)) {
    throw new UsageError(`${JSON.stringify(program)} is not the name of a program.`, [
      "recompose completion bash run",
    ]);
  }
  return [...new Set(["recompose", "run"].concat(name ?? []))];
}

// Anything may be called `run`. A Tab starts only `recompose` itself, and a script with an app beside it.

function bash(names: readonly string[]): string {
  return `# Completion of recompose for bash (3.2 or later). In ~/.bashrc:
#   source <(./run completion bash)
_recompose() {
  local program=\${COMP_WORDS[0]/#\\~/$HOME} line=\${COMP_LINE:0:COMP_POINT} words=() count=0 i word app
  case $program in
    recompose | */recompose) ;;
    */*)
      # Not \`compgen -G\`: in this process it would make readline quote what is completed, as if it were a file.
      for app in "\${program%/*}"/recompose.*; do [[ -e $app ]] || return 0; done
      ;;
    *) return 0 ;;
  esac
  # Bash splits at = and : too; what has no space before it belongs to the word before.
  for ((i = 0; i <= COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    if ((i > 0)) && [[ -n $line && $line != [[:space:]]* ]]; then
      ((i == COMP_CWORD)) && word=$line
      words[count - 1]+=$word
      line=\${line#"$word"}
    else
      line=\${line#"\${line%%[![:space:]]*}"}
      ((i == COMP_CWORD)) && word=$line
      words[count]=$word
      count=$((count + 1))
      line=\${line#"$word"}
    fi
  done
  local current=\${words[count - 1]} files= candidate done=
  # Only what follows the last = or : is replaced.
  [[ $current == *=* && $COMP_WORDBREAKS == *=* ]] && done=\${current%"\${current##*=}"}
  [[ $current == *:* && $COMP_WORDBREAKS == *:* ]] && done=\${current%"\${current##*:}"}
  COMPREPLY=()
  while IFS= read -r candidate; do
    case $candidate in
      ${filesMarker}) files=yes ;;
      ${candidateMark}*)
        candidate=\${candidate#${candidateMark}}
        candidate=\${candidate%%$'\\t'*}
        candidate=\${candidate#"$done"}
        [[ $candidate == *= ]] && compopt -o nospace 2>/dev/null
        [[ $candidate == *= ]] || printf -v candidate %q "$candidate"
        COMPREPLY+=("$candidate")
        ;;
    esac
  done < <("$program" ${completeCommand} "\${words[@]:1}" 2>/dev/null </dev/null)
  if [[ -n $files ]]; then
    compopt -o filenames 2>/dev/null
    while IFS= read -r candidate; do COMPREPLY+=("$candidate"); done < <(compgen -f -- "\${current#*=}")
  fi
}
complete -F _recompose ${names.join(" ")}
`;
}

function zsh(names: readonly string[]): string {
  return `#compdef ${names.join(" ")}
# Completion of recompose for zsh. In ~/.zshrc, after compinit:
#   source <(./run completion zsh)
_recompose() {
  local program=\${~words[1]} candidate value text files=
  case $program in
    (recompose|*/recompose) ;;
    (*) local -a apps=(\${program:h}/recompose.*(N)); [[ $program == */* && -n $apps ]] || return 1 ;;
  esac
  local -a lines values texts open_values open_texts
  local -i width=0
  lines=(\${(f)"$("$program" ${completeCommand} "\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}" 2>/dev/null </dev/null)"})
  for candidate in $lines; do
    value=\${candidate%%$'\\t'*}
    (( $#value > width )) && width=$#value
  done
  for candidate in $lines; do
    case $candidate in
      (${filesMarker}) files=yes ;;
      (${candidateMark}*)
        candidate=\${candidate#${candidateMark}}
        value=\${candidate%%$'\\t'*}
        text=\${candidate#*$'\\t'}
        [[ $PREFIX == -*=* ]] && value=\${value#*=}
        [[ -n $text && $text != $candidate ]] && text="\${(r:width:)value} -- $text" || text=$value
        if [[ $value == *= ]]; then
          open_values+=("$value") open_texts+=("$text")
        else
          values+=("$value") texts+=("$text")
        fi
        ;;
    esac
  done
  [[ $PREFIX == -*=* ]] && compset -P '*='
  local found=1
  (( $#values )) && compadd -l -d texts -a values && found=0
  (( $#open_values )) && compadd -l -S '' -d open_texts -a open_values && found=0
  [[ -n $files ]] && _files && found=0
  return found
}
if [[ $funcstack[1] == _recompose ]]; then
  _recompose "$@"
else
  compdef _recompose ${names.join(" ")}
fi
`;
}

function fish(names: readonly string[]): string {
  return `# Completion of recompose for fish. In ~/.config/fish/config.fish:
#   ./run completion fish | source
function __recompose_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l program (string replace -r '^~' $HOME -- $words[1])
    if not string match -qr '^(.*/)?recompose$' -- $program
        string match -q '*/*' -- $program; or return
        set -l apps (string replace -r '/[^/]*$' '' -- $program)/recompose.*
        count $apps >/dev/null; or return
    end
    for candidate in ($program ${completeCommand} $words[2..-1] "$current" 2>/dev/null </dev/null)
        if test "$candidate" = ${filesMarker}
            set -l option (string match -r '^-[^=]*=' -- $current)
            for file in (__fish_complete_path (string replace -r '^-[^=]*=' '' -- $current))
                echo "$option$file"
            end
        else if string match -q '${candidateMark}*' -- $candidate
            string sub -s 2 -- $candidate
        end
    end
end
${names.map((name) => `complete -c ${name} -f -a '(__recompose_complete)'`).join("\n")}
`;
}
