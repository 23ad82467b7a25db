/** What is known to come out otherwise in a runtime, each with its reason. The list is honest both ways: a case on it that passes is a fault too. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CaseResult } from '../../packages/conformance/src/index.ts';

/** By target, then by reason: the cases. */
export type KnownDifferences = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** The results of one run, as the command lines write them. */
export interface Run {
  readonly runtime: string;
  readonly version: string;
  readonly adapter: string | null;
  readonly totals: { readonly passed: number; readonly failed: number; readonly skipped: number };
  readonly cases: readonly CaseResult[];
}

export function readKnownDifferences(): KnownDifferences {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'known-differences.json'), 'utf8')) as KnownDifferences;
}

/** How a reason begins where the platform itself answers now so and now so: whichever way it came out counts as skipped. */
const NOW_AND_THEN = 'now and then: ';

/** The same run with what is known taken for skipped, and with a failure for what is known and passes all the same. */
export function judgeRun(run: Run, known: KnownDifferences[string] = {}): Run {
  const reasons = new Map(Object.entries(known).flatMap(([reason, ids]) => ids.map((id) => [id, reason] as const)));
  const cases = run.cases.map((result): CaseResult => {
    const reason = reasons.get(result.id);
    if (reason === undefined || result.outcome === 'skipped') return result;
    if (result.outcome === 'failed' || reason.startsWith(NOW_AND_THEN))
      return { ...result, outcome: 'skipped', reason };
    return { ...result, outcome: 'failed', differences: [`is known to differ (${reason}), and doesn't`] };
  });
  const totals = { passed: 0, failed: 0, skipped: 0 };
  for (const { outcome } of cases) totals[outcome]++;
  return { ...run, totals, cases };
}
