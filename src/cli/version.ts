declare const __RECOMPOSE_VERSION__: string;
declare const __RECOMPOSE_CHECKING_CODE__: string;

/** The version of the package. The bundler puts it in. */
export const version: string = __RECOMPOSE_VERSION__;

/** A hash of the code that checks workflows. The bundler puts it in. */
export const checkingCode: string | undefined =
  typeof __RECOMPOSE_CHECKING_CODE__ === "undefined" ? undefined : __RECOMPOSE_CHECKING_CODE__;
