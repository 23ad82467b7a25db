/** How long to wait between tries. All times in milliseconds. */
export interface BackoffRule {
  readonly factor: number;
  readonly max: number;
  readonly jitter: number;
}

/**
 * The wait before the next try: none before the first retry, then `factor · 2^(failures − 1)`, with up to `jitter` on top, and never more
 * than `max` (RTY-8). With a factor of 100: 0, 200, 400, 800 …
 *
 * @param failures how many tries failed in a row
 * @param random a number from 0 to 1
 */
export function backoffTime(rule: BackoffRule, failures: number, random: () => number): number {
  if (failures <= 1) return 0;
  const wait = rule.factor * 2 ** (failures - 1) + (rule.jitter === 0 ? 0 : random() * rule.jitter);
  return Math.max(0, Math.min(rule.max, wait));
}
