import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Case } from './case.ts';

/** The cases of one file of `cases/`. */
export interface CaseFile {
  /** The file's name without `.json`. */
  readonly name: string;
  readonly cases: readonly Case[];
}

/** All cases, by file, in the order of the files' names. */
export function loadCases(): CaseFile[] {
  const folder = fileURLToPath(new URL('../cases/', import.meta.url));
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => ({
    name: name.slice(0, -'.json'.length),
    cases: (JSON.parse(readFileSync(`${folder}${name}`, 'utf8')) as { cases: Case[] }).cases,
  }));
}
