import type { Case, CaseStep, Json, WireEntry } from '../case.ts';
import { attempt } from './attempt.ts';
import { compressValues } from './case-bytes.ts';
import { compare } from './compare.ts';
import { compareWire } from './compare-wire.ts';
import type { CaseContext } from './context.ts';
import type { Host } from './host.ts';
import { makeSession } from './make-session.ts';
import type { RequestsPackage } from './package.ts';
import { runStep } from './steps/index.ts';
import { tidyWire, userAgentOf } from './tidy.ts';
import { expandTokens, foldTokens } from './tokens.ts';
import { allowUsualReason } from './usual-reason.ts';

/** What cases are run against, and where. */
export interface RunOptions {
  /** The module `beckon`, or a twin of it. */
  readonly requests: RequestsPackage;
  readonly host: Host;
  /** Name of an adapter's class to mount for both schemes; the package's own choice where none is named. */
  readonly adapter?: string | undefined;
  /** Milliseconds that a case may take (8000). */
  readonly timeLimit?: number;
}

/** Why this runtime or adapter can't do the case, or `undefined`. */
export function skipReason(test: Case, { host, adapter }: Pick<RunOptions, 'host' | 'adapter'>): string | undefined {
  return test.skip?.[host.runtime] ?? (adapter === undefined ? undefined : test.skip?.[adapter]);
}

/** Runs a case, and gives a line for each difference from what is expected: none where it holds. */
export async function runCase(test: Case, options: RunOptions): Promise<string[]> {
  const { host, requests } = options;
  const differences: string[] = [];
  const run = new Run(options);
  try {
    host.setEnvironment({});
    const live = expandTokens(test, host.tokens);
    const netrc: Record<string, string> = {};
    if (live.netrc !== undefined) netrc.NETRC = await host.writeNetrc(live.netrc);
    await host.script(live.server ?? []);
    const steps = (await compressValues(live.steps as unknown as Json)) as unknown as CaseStep[];
    // Only now: the fetch of Bun and Deno heeds the proxies of the environment, and `script` may be a fetch.
    host.setEnvironment({ ...netrc, ...caPaths(live.env ?? {}, host.caPath) });
    const results = await run.steps(live.session, steps);
    host.setEnvironment({});
    const wire = foldTokens(tidyWire(userAgentOf(requests), await host.wire()), host.tokens) as WireEntry[];
    test.expect.steps.forEach((want, index) => {
      const got = allowUsualReason(want, foldTokens(results[index], host.tokens), host);
      compare(requests, want, got, `steps[${index}]`, differences);
    });
    const strict = !options.adapter && host.runtime === 'node';
    compareWire(requests, test.expect.wire, wire, strict, differences);
    compare(requests, test.expect.hooks ?? [], run.context.hookLog, 'hooks', differences);
  } catch (error) {
    differences.push(error instanceof Error ? `${error.name}: ${error.message}` : `threw ${String(error)}`);
  } finally {
    host.setEnvironment({});
    differences.push(...(await run.close()), ...host.takeStrays());
  }
  return differences;
}

function caPaths(variables: Readonly<Record<string, string>>, caPath: string): Record<string, string> {
  const entries = Object.entries(variables);
  return Object.fromEntries(entries.map(([name, value]) => [name, value === '$ca' ? caPath : value]));
}

/** One case under way. */
class Run {
  readonly context: CaseContext;
  readonly #timeLimit: number;
  #over = false;

  constructor({ requests, host, adapter, timeLimit = 8000 }: RunOptions) {
    this.context = { requests, adapter, caPath: host.caPath, session: undefined, hookLog: [] };
    this.#timeLimit = timeLimit;
  }

  async steps(settings: Case['session'], steps: readonly CaseStep[]): Promise<object[]> {
    if (settings) this.context.session = makeSession(this.context, settings);
    return inTime(this.#timeLimit, 'no answer in time', async () => {
      const results: object[] = [];
      // A case that hung and then wakes must not go on within the next one.
      for (const step of steps) if (!this.#over) results.push(await runStep(this.context, step));
      return results;
    });
  }

  /** Closes the session, and gives a line where that fails. */
  async close(): Promise<string[]> {
    this.#over = true;
    const { session } = this.context;
    const closed = await attempt(() => inTime(2000, 'no end in 2 s', async () => session?.close()));
    // Rejections that nobody handles are told in a turn of their own.
    await new Promise((resolve) => setTimeout(resolve, 0));
    return 'error' in closed ? [`session.close(): ${closed.error.name}: ${closed.error.message}`] : [];
  }
}

async function inTime<T>(milliseconds: number, message: string, work: () => Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(message)), milliseconds);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}
