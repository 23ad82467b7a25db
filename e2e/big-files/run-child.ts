import { execFile } from 'node:child_process';
import { join } from 'node:path';

/** What a process left behind. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const TRUSTED = /_proxy$|^(?:requests_ca_bundle|curl_ca_bundle|ssl_cert_file|node_extra_ca_certs|node_options)$/i;

/** Runs a file of this folder in a process of its own, to its own end: it is killed only if it doesn't come to one. */
export function runChild(file: string, ...args: readonly string[]): Promise<Outcome> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !TRUSTED.test(name)));
  const command = ['--trace-warnings', '--unhandled-rejections=strict', join(import.meta.dirname, file), ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, command, { env, timeout: 110_000, killSignal: 'SIGKILL' }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, stdout, stderr });
    });
  });
}
