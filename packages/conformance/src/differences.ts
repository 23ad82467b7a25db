/** A case that is known to come out otherwise, for a reason that can't be taken away. */
export interface DocumentedDifference {
  readonly id: string;
  readonly reason: string;
  /** The runtimes and adapters where it differs; everywhere where absent. */
  readonly where?: readonly string[];
}

/**
 * The documented differences: none so far. They are held to it: a case of this list that doesn't differ any more fails, so that the list stays honest.
 */
export const documentedDifferences: readonly DocumentedDifference[] = [];

/** The documented difference of a case in this runtime with this adapter, or `undefined`. */
export function documentedDifference(
  id: string,
  runtime: string,
  adapter: string | undefined,
  list: readonly DocumentedDifference[] = documentedDifferences,
): DocumentedDifference | undefined {
  return list.find(
    (each) => each.id === id && (!each.where || each.where.includes(runtime) || each.where.includes(adapter ?? '')),
  );
}
