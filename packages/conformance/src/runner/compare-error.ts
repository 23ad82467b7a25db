import { brief } from './brief.ts';
import type { RequestsPackage } from './package.ts';

/** An error that a case expects. */
export interface ErrorSpec {
  /** The class that Python raised. */
  readonly type: string;
  /** The classes of Requests' tree that it is an instance of. */
  readonly is: readonly string[];
  /** Whether it is an error of Requests; else it is one of Python's own. */
  readonly requests?: boolean;
}

const TREE = [
  ...[
    'RequestException',
    'InvalidJSONError',
    'JSONDecodeError',
    'HTTPError',
    'ConnectionError',
    'ProxyError',
    'SSLError',
  ],
  ...['Timeout', 'ConnectTimeout', 'ReadTimeout', 'URLRequired', 'TooManyRedirects', 'MissingSchema', 'InvalidSchema'],
  ...['InvalidURL', 'InvalidHeader', 'InvalidProxyURL', 'ChunkedEncodingError', 'ContentDecodingError'],
  ...['StreamConsumedError', 'RetryError', 'UnrewindableBodyError'],
];

/**
 * Holds an error against the one expected. One of Requests' must be an instance of each class that Python's was, and of no other of the
 * tree. For one of Python's own any error will do that was thrown on purpose. `instead` is what came where nothing was thrown.
 */
export function compareError(
  requests: RequestsPackage,
  want: ErrorSpec,
  got: unknown,
  path: string,
  differences: string[],
  instead?: unknown,
): void {
  if (!(got instanceof Error)) {
    differences.push(`${path}: want ${want.type}, got ${brief(instead ?? got)}`);
    return;
  }
  if (!want.requests) {
    const holds = typeof requests[want.type] === 'function' ? isInstance(requests, got, want.type) : !isSlip(got);
    if (!holds) differences.push(`${path}: want ${want.type}, got ${got.name}: ${got.message}`);
    return;
  }
  // Requests lets out its root where it says no more: any of its errors is as good.
  if (want.type === 'RequestException' && isInstance(requests, got, want.type)) return;
  for (const name of TREE) {
    const wanted = want.is.includes(name);
    if (isInstance(requests, got, name) !== wanted) {
      differences.push(`${path}: want ${wanted ? 'an' : 'no'} instance of ${name}, got ${got.name}: ${got.message}`);
    }
  }
}

function isInstance(requests: RequestsPackage, error: Error, name: string): boolean {
  const known = requests[name];
  return typeof known === 'function' && error instanceof known;
}

const SLIPS =
  /is not a function|is not a constructor|is not iterable|Cannot (read|set|destructure)|undefined is not|null is not|is not an object/;

/** What the engine itself throws where the code has a mistake. */
function isSlip(error: Error): boolean {
  if (error instanceof ReferenceError || error instanceof SyntaxError) return true;
  return error instanceof TypeError && SLIPS.test(error.message);
}
