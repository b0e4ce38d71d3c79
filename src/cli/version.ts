declare const __RECOMPOSE_VERSION__: string;
declare const __RECOMPOSE_CHECKING_CODE__: string;

/** The version of the package, put in by the bundler. */
export const version: string = __RECOMPOSE_VERSION__;

/** Changes with the code that checks workflows, put in by the bundler. */
export const checkingCode: string | undefined =
  typeof __RECOMPOSE_CHECKING_CODE__ === "undefined" ? undefined : __RECOMPOSE_CHECKING_CODE__;
