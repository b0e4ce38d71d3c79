/** An INI file as Python's configparser reads it: https://docs.python.org/3/library/configparser.html#supported-ini-file-structure */

export interface IniOption {
  /** Its lines, without the blanks around each. */
  readonly lines: readonly string[];
  readonly line: number;
}

export interface IniSection {
  /** By its name in small letters. */
  readonly options: ReadonlyMap<string, IniOption>;
  readonly line: number;
}

export function iniSections(text: string): ReadonlyMap<string, IniSection> {
  const sections = new Map<string, { options: Map<string, IniOption>; line: number }>();
  let section: { options: Map<string, IniOption>; line: number } | undefined;
  let lines: string[] | undefined;
  let indent = 0;
  for (const [index, raw] of text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .entries()) {
    const content = raw.trim();
    // A comment is a whole line. What stands behind a value belongs to it.
    if (/^[#;]/.test(content)) continue;
    if (content === "") {
      lines?.push("");
      continue;
    }
    const ownIndent = raw.length - raw.trimStart().length;
    if (lines !== undefined && ownIndent > indent) {
      lines.push(content);
      continue;
    }
    indent = ownIndent;
    lines = undefined;
    const header = sectionName(content);
    if (header !== undefined) {
      section = sections.get(header) ?? { options: new Map(), line: index + 1 };
      sections.set(header, section);
      continue;
    }
    const at = content.search(/[=:]/);
    if (at === -1 || section === undefined) continue;
    lines = [content.slice(at + 1).trim()];
    section.options.set(content.slice(0, at).trim().toLowerCase(), { lines, line: index + 1 });
  }
  return sections;
}

/** The texts by section and name; lines of one value are joined by `\n`. */
export type IniFile = ReadonlyMap<string, ReadonlyMap<string, string>>;

export function readIni(text: string): IniFile {
  const sections = [...iniSections(text)].map(([name, { options }]) => {
    const texts = [...options].map(
      ([option, { lines }]) => [option, lines.join("\n").trim()] as const,
    );
    return [name, new Map(texts)] as const;
  });
  return new Map(sections);
}

/** `[name]`, up to the last bracket. */
function sectionName(content: string): string | undefined {
  const end = content.lastIndexOf("]");
  return content.startsWith("[") && end > 1 ? content.slice(1, end) : undefined;
}
