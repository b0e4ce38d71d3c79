import { expect, test } from "vitest";
import { mayChange } from "../../../src/import/commands/changed-variables.ts";
import type { ShellKind } from "../../../src/import/commands/effective-shell.ts";

test.each<[ShellKind, string]>([
  ["posix", "make ${{ env.LIST }}"],
  ["posix", 'make $LIST "${LIST}" ${LIST:-a} ${LIST%.*} ${{ env.LIST }}'],
  ["posix", "LIST_2=1 docker build . --source a ./LISTS"],
  ["posix", "export A=$B; read -r a; for a in $LIST; do make; done"],
  ["powershell", 'make $env:LIST "${env:list}"; if ($env:LIST -eq 1) { }'],
  ["cmd", "make %LIST% %list%"],
])("in %s a command that only reads a variable does not change it: %j", (shell, run) => {
  expect(mayChange(run, "LIST", shell)).toBe(false);
});

test.each<[ShellKind, string]>([
  ["posix", "LIST=1"],
  ["posix", "LIST+=1"],
  ["posix", "unset LIST"],
  ["posix", "read -r LIST"],
  ["posix", "for LIST in 1 2; do make; done"],
  ["posix", "while read LIST; do make; done"],
  ["posix", "printf -v LIST a"],
  ["posix", "mapfile LIST"],
  ["posix", "getopts a LIST"],
  ["posix", "export LIST"],
  ["posix", ": ${LIST:=1} ${LIST=1}"],
  ["posix", "make $((LIST++))"],
  ["posix", "source ./env.sh"],
  ["posix", "if a; then . ./env.sh; fi"],
  ["posix", 'eval "$(tool env)"'],
  ["posix", "export $(cat .env)"],
  ["posix", 'read -r "$name"'],
  ["posix", 'printf -v "$name" a'],
  ["powershell", "$env:LIST = 1"],
  ["powershell", "$Env:list += 1"],
  ["powershell", "${env:LIST}=1"],
  ["powershell", "Remove-Item env:LIST"],
  ["powershell", 'Set-Item "env:$name" 1'],
  ["powershell", '[Environment]::SetEnvironmentVariable("LIST", 1)'],
  ["powershell", "./env.ps1"],
  ["powershell", "iex $text"],
  ["cmd", "set LIST=1"],
  ["cmd", "call env.bat"],
  ["other", "make"],
])("in %s a command may change a variable: %j", (shell, run) => {
  expect(mayChange(`${run}\nmake \${{ env.LIST }}`, "LIST", shell)).toBe(true);
});

test.each<[ShellKind, string]>([
  ["posix", "PATH"],
  ["posix", "PWD"],
  ["powershell", "Path"],
  ["cmd", "TEMP"],
])("in %s a variable that the shell or the runner sets may change: %s", (shell, name) => {
  expect(mayChange("make", name, shell)).toBe(true);
});
