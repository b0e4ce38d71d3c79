/** A generated file starts with this line; one that does not was written by a person, and is never overwritten. */
export const generatedHeader = "# GENERATED FILE - DO NOT EDIT";
