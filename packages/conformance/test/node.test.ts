import { afterAll, describe, expect, it } from 'vitest';
import { documentedDifference } from '../src/differences.ts';
import { startLocalServer } from '../src/hosts/local-server.ts';
import { openProcessHost } from '../src/hosts/process-host.ts';
import { loadCases } from '../src/load-cases.ts';
import type { RequestsPackage } from '../src/runner/package.ts';
import { runCase } from '../src/runner/run-case.ts';

const requests = (await import('beckon')) as unknown as RequestsPackage;
const server = await startLocalServer();
const host = openProcessHost(server);

afterAll(async () => {
  host.close();
  await server.stop();
});

for (const { name, cases } of loadCases()) {
  describe(name, () => {
    for (const test of cases) {
      const known = documentedDifference(test.id, host.runtime, undefined);
      const note = known ? ` (differs: ${known.reason})` : '';
      it(`${test.id}: ${test.about}${note}`, { timeout: 15_000 }, async () => {
        const differences = await runCase(test, { requests, host });
        if (known) expect(differences, 'documented to differ: src/differences.ts').not.toEqual([]);
        else expect(differences).toEqual([]);
      });
    }
  });
}
