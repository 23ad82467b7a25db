import type { Case } from './case.ts';
import { documentedDifference } from './differences.ts';
import { type RunOptions, runCase, skipReason } from './runner/run-case.ts';

/** How a case came out. */
export interface CaseResult {
  readonly id: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** Why it was skipped: the platform can't do it, or its difference is documented. */
  readonly reason?: string;
  /** Where it differs. */
  readonly differences?: readonly string[];
}

/** Runs a case and judges it, with what is skipped and what is documented taken into account. */
export async function judgeCase(test: Case, options: RunOptions): Promise<CaseResult> {
  const { id } = test;
  const skipped = skipReason(test, options);
  if (skipped !== undefined) return { id, outcome: 'skipped', reason: skipped };
  const known = documentedDifference(id, options.host.runtime, options.adapter);
  const differences = await runCase(test, options);
  if (!known) return differences.length > 0 ? { id, outcome: 'failed', differences } : { id, outcome: 'passed' };
  if (differences.length > 0) return { id, outcome: 'skipped', reason: known.reason, differences };
  return {
    id,
    outcome: 'failed',
    differences: [`is documented to differ (${known.reason}), and doesn't: src/differences.ts`],
  };
}
