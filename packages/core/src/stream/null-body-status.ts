const NULL_BODY: ReadonlySet<number> = new Set([101, 103, 204, 205, 304]);

/** Whether a response of this status has no body (WHATWG Fetch, "null body status"). */
export function isNullBodyStatus(status: number): boolean {
  return NULL_BODY.has(status);
}
