/** The first line of every generated file. A file without it is never overwritten. */
export const generatedHeader = "# GENERATED FILE - DO NOT EDIT";
