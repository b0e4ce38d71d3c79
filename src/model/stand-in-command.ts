/** What stands in a step that `recompose import` could not bring along: it fails, so that nobody takes it for the step. */
export const standInCommand = "exit 1 # not imported";
