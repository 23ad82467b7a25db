/**
 * A port that a connection can't be made to, and that doesn't refuse either: the process behind it sleeps, and its queue is full. What Linux does
 * then is what a firewall does that drops packets: nothing.
 */
import { spawn } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export interface FullPort extends AsyncDisposable {
  readonly origin: string;
}

const LISTEN = `const server = require('node:net').createServer();
server.listen(0, '127.0.0.1', 1, () => console.log(server.address().port));`;

export async function openFullPort(): Promise<FullPort> {
  const child = spawn(process.execPath, ['-e', LISTEN], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const port = await new Promise<number>((resolve) => child.stdout.once('data', (text) => resolve(Number(text))));
  child.kill('SIGSTOP');
  const queue: Socket[] = [];
  for (let waiting = 0; waiting < 4; waiting += 1) {
    queue.push(connect({ port, host: '127.0.0.1' }).on('error', () => {}));
    await delay(50);
  }
  return {
    origin: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      for (const socket of queue) socket.destroy();
      child.kill('SIGKILL');
      await ended;
    },
  };
}
