import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLIENTS, type ClientName } from '../clients.ts';

export type Verdict = 'yes' | 'part' | 'no';

export interface Row {
  readonly title: string;
  readonly cells: Readonly<Record<ClientName, Verdict>>;
}

const readme = readFileSync(join(import.meta.dirname, '../../../README.md'), 'utf8');

function isVerdict(text: string): text is Verdict {
  return text === 'yes' || text === 'part' || text === 'no';
}

/** The table of README.md under "What others lack", with the marks of its notes taken off. */
export function readRows(): Row[] {
  const section = readme.split('\n## ').find((text) => text.startsWith('What others lack')) ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) => {
    const [title = '', ...cells] = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    const verdicts = CLIENTS.map((client, at) => {
      const verdict = (cells[at] ?? '').replace(/\P{ASCII}+$/u, '');
      if (!isVerdict(verdict)) throw new Error(`README.md: "${cells[at]}" of ${client} in the row "${title}"`);
      return [client, verdict] as const;
    });
    return { title, cells: Object.fromEntries(verdicts) as Record<ClientName, Verdict> };
  });
}

/** The versions that the README names: `axios 1.21`. */
export function versionIn(client: ClientName): string | undefined {
  return new RegExp(`\\b${client} (\\d+\\.\\d+)\\b`).exec(readme)?.[1];
}
