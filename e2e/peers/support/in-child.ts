import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ClientName } from '../clients.ts';

const program = join(import.meta.dirname, 'child-get.ts');

/** What a GET in a process of its own prints: some read the environment when they are loaded, Node when it starts. */
export async function getInChild(client: ClientName, url: string, environment: object): Promise<string> {
  const env = { PATH: process.env.PATH, NODE_NO_WARNINGS: '1', ...environment };
  const { stdout } = await promisify(execFile)(process.execPath, [program, client, url], { env, timeout: 20_000 });
  return stdout.trim();
}
