/** A text as one word of a POSIX shell, quoted only where it has to be. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** The same word as a person would write it: --name='a b' reads better than '--name=a b'. */
export function shellArgument(text: string): string {
  const flag = /^--[\w-]+=(?=.)/s.exec(text)?.[0] ?? "";
  return `${flag}${shellWord(text.slice(flag.length))}`;
}
