/** Makes a text one word of a POSIX shell, with quotes only where they are needed. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** As `shellWord`, but `--name='a b'` instead of `'--name=a b'`. */
export function shellArgument(text: string): string {
  const flag = /^--[\w-]+=(?=.)/s.exec(text)?.[0] ?? "";
  return `${flag}${shellWord(text.slice(flag.length))}`;
}
