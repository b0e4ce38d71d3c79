/** A text as one word of a POSIX shell, as a person would write it: quoted only where it has to be. */
export function shellWord(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text;
  const quoted = (part: string): string => `'${part.replaceAll("'", "'\\''")}'`;
  // --name='a b' reads better than '--name=a b', and is the same.
  const flag = /^--[\w-]+=/.exec(text)?.[0] ?? "";
  return `${flag}${text === flag && flag !== "" ? "" : quoted(text.slice(flag.length))}`;
}
