declare const __RECOMPOSE_VERSION__: string;

/** The version of the package, put in by the bundler. */
export const version: string = __RECOMPOSE_VERSION__;
