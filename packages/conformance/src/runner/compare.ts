import { brief } from './brief.ts';
import { compareError, type ErrorSpec } from './compare-error.ts';
import type { RequestsPackage } from './package.ts';

/** Holds what came against what is expected, and adds a line to `differences` for each place where they differ. */
export function compare(
  requests: RequestsPackage,
  want: unknown,
  got: unknown,
  path: string,
  differences: string[],
): void {
  const thrown = thrownIn(got);
  if (isErrorSpec(want)) {
    compareError(requests, want, got, path, differences);
  } else if (isObject(want) && isObject(want.error) && want.error.is) {
    compareThrown(requests, want.error as unknown as ErrorSpec, got, path, differences);
  } else if (thrown) {
    differences.push(`${path}: ${thrown.name}: ${thrown.message}`);
  } else if (Array.isArray(want)) {
    compareLists(requests, want, got, path, differences);
  } else if (isObject(want)) {
    compareObjects(requests, want, got, path, differences);
  } else if ((want ?? null) !== (got ?? null)) {
    differences.push(`${path}: want ${brief(want)}, got ${brief(got)}`);
  }
}

function thrownIn(got: unknown): Error | undefined {
  if (got instanceof Error) return got;
  return isObject(got) && got.error instanceof Error ? got.error : undefined;
}

function compareThrown(
  requests: RequestsPackage,
  want: ErrorSpec,
  got: unknown,
  path: string,
  differences: string[],
): void {
  const outcome = isObject(got) ? got : undefined;
  // A lookup that finds nothing throws in Python and gives undefined here, which the steps show as null.
  const missing = want.type === 'KeyError' || want.type === 'AttributeError';
  if (missing && outcome && !outcome.error && outcome.value === null) return;
  compareError(requests, want, outcome?.error, `${path}.error`, differences, got);
}

function compareLists(
  requests: RequestsPackage,
  want: readonly unknown[],
  got: unknown,
  path: string,
  differences: string[],
): void {
  if (!Array.isArray(got)) {
    differences.push(`${path}: want ${brief(want)}, got ${brief(got)}`);
  } else if (want.length !== got.length) {
    differences.push(`${path}: want ${want.length} of ${brief(want)}, got ${got.length} of ${brief(got)}`);
  } else want.forEach((item, index) => void compare(requests, item, got[index], `${path}[${index}]`, differences));
}

function compareObjects(
  requests: RequestsPackage,
  want: Readonly<Record<string, unknown>>,
  got: unknown,
  path: string,
  differences: string[],
): void {
  if (typeof got !== 'object' || got === null) {
    differences.push(`${path}: want ${brief(want)}, got ${brief(got)}`);
    return;
  }
  const found = got as Readonly<Record<string, unknown>>;
  for (const key of new Set([...Object.keys(want), ...Object.keys(found)])) {
    if (key in want && !(key in found)) differences.push(`${path}: lacks ${key}, want ${brief(want[key])}`);
    else compare(requests, want[key], found[key], `${path}.${key}`, differences);
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isErrorSpec(value: unknown): value is ErrorSpec {
  return isObject(value) && typeof value.type === 'string' && Array.isArray(value.is);
}
