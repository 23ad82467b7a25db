import type { Measured } from './run-calls.ts';
import { type Spread, spreadOf } from './statistics.ts';

/** What one client took in one round. */
export interface Sample extends Measured {
  readonly calls: number;
}

type Rounds = readonly Sample[];

/** A column of a table: its heading, and what it says of a client's rounds beside those of the first client. */
export type Column = readonly [heading: string, tell: (rounds: Rounds, base: Rounds) => string];

function few(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

function spread({ median, low, high }: Spread, digits: (value: number) => string): string {
  return `${digits(median)} (${digits(low)}–${digits(high)})`;
}

function cpuOf({ cpu = Number.NaN }: Sample): number {
  return cpu;
}

function microseconds({ seconds, calls }: Sample): number {
  return (seconds * 1e6) / calls;
}

/** Each round beside the same round of the first client. */
function beside(
  heading: string,
  compare: (one: Sample, first: Sample) => number,
  digits: (value: number) => string,
): Column {
  return [
    heading,
    (rounds, base) => spread(spreadOf(rounds.map((one, round) => compare(one, base[round] as Sample))), digits),
  ];
}

function ratio(heading: string, compare: (one: Sample, first: Sample) => number): Column {
  return beside(heading, compare, (value) => value.toFixed(2));
}

function median(heading: string, figure: (one: Sample) => number): Column {
  return [heading, (rounds) => few(spreadOf(rounds.map(figure)).median)];
}

const RATIOS: readonly Column[] = [
  ratio('CPU ratio', (one, first) => cpuOf(one) / cpuOf(first)),
  ratio('throughput ratio', (one, first) => first.seconds / one.seconds),
];

/** Of calls whose processor time is known. */
export const CALLS: readonly Column[] = [
  ...RATIOS,
  median('calls/s', ({ seconds, calls }) => calls / seconds),
  median('CPU µs/call', (one) => cpuOf(one) / one.calls),
];

/** Of calls that each carry so many bytes. */
export function streaming(bytes: number): readonly Column[] {
  const mebibytes = bytes / 2 ** 20;
  return [
    ...RATIOS,
    median('MiB/s', ({ seconds, calls }) => (mebibytes * calls) / seconds),
    median('CPU µs/MiB', (one) => cpuOf(one) / (mebibytes * one.calls)),
    ['memory MiB', (rounds) => few(Math.max(...rounds.map(({ memory = Number.NaN }) => memory)) / 2 ** 20)],
  ];
}

/** Of calls whose time alone is known: what each costs above the first client's. */
export const OVERHEAD: readonly Column[] = [
  ratio('time ratio', (one, first) => one.seconds / first.seconds),
  beside('overhead µs/call', (one, first) => microseconds(one) - microseconds(first), few),
  median('µs/call', microseconds),
];

/** A table in Markdown. Ratios are those to the first client in the same round: their median, and in brackets their quartiles. */
export function formatTable(
  title: string,
  key: string,
  samples: ReadonlyMap<string, Rounds>,
  columns: readonly Column[],
): string {
  const [base] = samples.values();
  if (base === undefined) return `### ${title}\n\nNothing was measured.\n`;
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const lines = [`### ${title} \`--only ${key}\``, '', line(['', ...columns.map(([heading]) => heading)])];
  lines.push(line(['---', ...columns.map(() => '---:')]));
  for (const [label, rounds] of samples) lines.push(line([label, ...columns.map(([, tell]) => tell(rounds, base))]));
  return `${lines.join('\n')}\n`;
}
