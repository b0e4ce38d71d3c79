/** Files of Python's configparser, such as setup.cfg and tox.ini: https://docs.python.org/3/library/configparser.html#supported-ini-file-structure */

/** The texts by section and name; lines of one value are joined by `\n`. */
export type IniFile = ReadonlyMap<string, ReadonlyMap<string, string>>;

export function readIni(text: string): IniFile {
  const sections = new Map<string, Map<string, string>>();
  let section = new Map<string, string>();
  let name = "";
  for (const line of text.split("\n")) {
    if (/^\s*(?:[#;].*)?$/.test(line)) continue;
    const header = /^\[(.+)\]\s*(?:[#;].*)?$/.exec(line)?.[1];
    if (header !== undefined) {
      section = sections.get(header) ?? new Map<string, string>();
      sections.set(header, section);
      name = "";
    } else if (/^\s/.test(line)) {
      // It goes on with the value above.
      if (name !== "") section.set(name, `${section.get(name)}\n${line.trim()}`);
    } else {
      const [, key = "", value = ""] = /^([^=:]+?)\s*[=:]\s*(.*)$/.exec(line) ?? [];
      name = key.toLowerCase();
      if (name !== "") section.set(name, value.trim());
    }
  }
  return sections;
}
