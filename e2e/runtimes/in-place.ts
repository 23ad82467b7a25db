/** The runner of the conformance suite as it is bundled for workers, edge functions and browsers: `runCase` is called from outside, case by case. */
import * as requests from 'beckon';
import { openWebHost, withoutOwnHeaders } from '../../packages/conformance/src/hosts/web-host.ts';
import {
  type Case,
  type CaseResult,
  connectServer,
  judgeCase,
  type RequestsPackage,
} from '../../packages/conformance/src/index.ts';

/** What is sent to the place where the case runs. */
export interface Order {
  /** URL of the scripted server's control port. */
  readonly control: string;
  readonly runtime: string;
  readonly test: Case;
}

/** Here `HTTPAdapter` is what a session has by itself: the adapter over fetch. */
const twin = { ...requests, HTTPAdapter: requests.FetchAdapter } as unknown as RequestsPackage;

export async function runCase({ control, runtime, test }: Order): Promise<CaseResult> {
  const { defaultUserAgent } = requests.utils as unknown as { defaultUserAgent(): string };
  const host = openWebHost(await connectServer(control), {
    runtime,
    headers: withoutOwnHeaders(runtime, defaultUserAgent()),
  });
  return judgeCase(test, { requests: twin, host, adapter: 'FetchAdapter', timeLimit: 5000 });
}
