type Zlib = typeof import('node:zlib');

/** `node:zlib` without a static import, as `builtin.ts` has the other modules; `undefined` where the platform has none. */
export const zlibModule: Zlib | undefined = /* @__PURE__ */ (() =>
  globalThis.process?.getBuiltinModule?.('node:zlib'))();

/** `node:zlib` in a decoder, which is only given out where there is one. */
export function zlib(): Zlib {
  return zlibModule as Zlib;
}

/** How much an engine may have ready before it is asked for it: the bound on what a bomb takes of the memory (CVE-2025-66471). */
const READY = 32 * 1024;

/** The options of every streaming engine. */
export const engineOptions: { readonly chunkSize: number; readonly readableHighWaterMark: number } = {
  chunkSize: READY,
  readableHighWaterMark: READY,
};
