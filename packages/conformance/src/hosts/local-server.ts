import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ScriptedServer } from '../server/scripted-server.ts';
import { runtimeName } from './process-host.ts';
import { connectServer, type ServerClient } from './server-client.ts';

/** A scripted server that somebody has to stop. */
export interface LocalServer extends ServerClient {
  stop(): Promise<void>;
}

/** Starts a scripted server: in this process where this is Node, else in a Node of its own, so that it behaves alike for all. */
export async function startLocalServer(): Promise<LocalServer> {
  return runtimeName() === 'node' ? startInProcess() : startNodeProcess();
}

async function startInProcess(): Promise<LocalServer> {
  const server = await ScriptedServer.start();
  return {
    tokens: server.tokens,
    caPath: server.certificates.caPath,
    async script(replies): Promise<void> {
      server.script(replies);
      // A fetch of this same process must hear first that the connections it keeps have ended.
      await new Promise((resolve) => setTimeout(resolve, 2));
    },
    wire: () => server.wire(),
    stop: () => server.stop(),
  };
}

async function startNodeProcess(): Promise<LocalServer> {
  const ownNode = fileURLToPath(new URL('../../../../node_modules/.bin/node', import.meta.url));
  const main = fileURLToPath(new URL('../server/main.ts', import.meta.url));
  const child = spawn(existsSync(ownNode) ? ownNode : 'node', [main], { stdio: ['pipe', 'pipe', 'inherit'] });
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (bytes: Uint8Array) => resolve(new TextDecoder().decode(bytes)));
    child.once('exit', (code) => reject(new Error(`the scripted server ended at once, with ${code}`)));
    child.once('error', reject);
  });
  const { control } = JSON.parse(line) as { control: string };
  return {
    ...(await connectServer(control)),
    async stop(): Promise<void> {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.stdin.end();
      await ended;
    },
  };
}
