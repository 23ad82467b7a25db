/** How a call ended: with a value, or with what it threw. */
export type Attempt = { readonly value: unknown } | { readonly error: Error };

/** Makes a call, sync or async, and keeps what it throws. */
export async function attempt(make: () => unknown): Promise<Attempt> {
  try {
    return { value: await make() };
  } catch (error) {
    return { error: error instanceof Error ? error : new Error(`threw ${typeof error} ${String(error)}`) };
  }
}
