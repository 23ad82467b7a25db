import { type Spread, spreadOf } from './statistics.ts';

/** What one client took in one round. */
export interface Sample {
  readonly seconds: number;
  /** In microseconds. */
  readonly cpu: number;
  /** In bytes, above the start. */
  readonly memory: number;
  readonly calls: number;
}

function ratio({ median, low, high }: Spread): string {
  return `${median.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;
}

function few(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

/** A table in Markdown. Ratios are those to the first client in the same round: their median, and in brackets their quartiles. */
export function formatTable(
  title: string,
  key: string,
  samples: ReadonlyMap<string, readonly Sample[]>,
  streamBytes: number | null,
): string {
  const [base] = samples.values();
  if (base === undefined) return `### ${title}\n\nNothing was measured.\n`;
  const streams = streamBytes !== null;
  const mebibytes = (streamBytes ?? 0) / 2 ** 20;
  const units = streams ? ['MiB/s', 'CPU µs/MiB', 'memory MiB'] : ['calls/s', 'CPU µs/call'];
  const lines = [
    `### ${title} \`--only ${key}\``,
    '',
    `| | CPU ratio | throughput ratio | ${units.join(' | ')} |`,
    `|---|---|---|${units.map(() => '---:|').join('')}`,
  ];
  for (const [label, rounds] of samples) {
    const cpu = rounds.map((sample, round) => sample.cpu / (base[round] as Sample).cpu);
    const speed = rounds.map((sample, round) => (base[round] as Sample).seconds / sample.seconds);
    const work = rounds.map((sample) => (streams ? mebibytes : 1) * sample.calls);
    const perSecond = spreadOf(rounds.map((sample, round) => (work[round] as number) / sample.seconds)).median;
    const each = spreadOf(rounds.map((sample, round) => sample.cpu / (work[round] as number))).median;
    const cells = [ratio(spreadOf(cpu)), ratio(spreadOf(speed)), few(perSecond), few(each)];
    if (streams) cells.push(few(Math.max(...rounds.map((sample) => sample.memory)) / 2 ** 20));
    lines.push(`| ${label} | ${cells.join(' | ')} |`);
  }
  return `${lines.join('\n')}\n`;
}
