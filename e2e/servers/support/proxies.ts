import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Certificate } from './certificates.ts';
import { freePort, type ServerProcess, scratchFolder, startServer } from './process.ts';

/** Name and password for a proxy. */
export interface Login {
  readonly user: string;
  readonly password: string;
}

/** A proxy that runs. */
export interface RunningProxy extends ServerProcess {
  /** `scheme://[user:password@]127.0.0.1:port`, escaped. */
  url(login?: Login): string;
  /** What it wrote down of its requests. */
  log(): string;
}

function proxyUrl(scheme: string, port: number, login?: Login): string {
  const userinfo = login === undefined ? '' : `${escaped(login.user)}:${escaped(login.password)}@`;
  return `${scheme}://${userinfo}127.0.0.1:${port}`;
}

/** With every character escaped that is no letter or digit. */
function escaped(text: string): string {
  return encodeURIComponent(text).replace(
    /[-_.!~*'()]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** What squid is told beside its port. */
export interface SquidInit {
  readonly login?: Login;
  /** Where given, squid speaks TLS with its clients. */
  readonly certificate?: Certificate;
  /** Names that only squid knows; all are 127.0.0.1. */
  readonly names?: readonly string[];
  /** A host to which squid opens no tunnel. */
  readonly forbidden?: string;
}

/** squid, as an HTTP proxy or with a certificate as an HTTPS proxy. */
export async function startSquid(init: SquidInit = {}): Promise<RunningProxy> {
  const { login, certificate, names = [], forbidden } = init;
  const port = await freePort();
  const folder = scratchFolder('squid');
  // squid is not root here
  chmodSync(folder, 0o777);
  const accessLog = join(folder, 'access.log');
  const lines = [
    certificate === undefined
      ? `http_port 127.0.0.1:${port}`
      : `https_port 127.0.0.1:${port} tls-cert=${certificate.cert} tls-key=${certificate.key}`,
    'cache deny all',
    'cache_mem 1 MB',
    'max_filedescriptors 256',
    `access_log stdio:${accessLog}`,
    `cache_log ${join(folder, 'cache.log')}`,
    'cache_store_log none',
    'pid_filename none',
    'pinger_enable off',
    'shutdown_lifetime 0 seconds',
    'visible_hostname squid.test',
    'dns_nameservers 127.0.0.1',
    `hosts_file ${join(folder, 'hosts')}`,
    `coredump_dir ${folder}`,
  ];
  writeFileSync(join(folder, 'hosts'), `127.0.0.1 localhost ${names.join(' ')}\n`);
  if (forbidden !== undefined) lines.push(`acl forbidden dstdomain -n ${forbidden}`, 'http_access deny forbidden');
  if (login === undefined) {
    lines.push('http_access allow all');
  } else {
    const file = join(folder, 'passwords');
    execFileSync('htpasswd', ['-bcm', file, login.user, login.password], { stdio: ['ignore', 'pipe', 'pipe'] });
    chmodSync(file, 0o644);
    lines.push(
      `auth_param basic program /usr/lib/squid/basic_ncsa_auth ${file}`,
      'auth_param basic children 2 startup=1 idle=1',
      'auth_param basic realm beckon',
      'acl known proxy_auth REQUIRED',
      'http_access allow known',
      'http_access deny all',
    );
  }
  const config = join(folder, 'squid.conf');
  writeFileSync(config, `${lines.join('\n')}\n`);
  const server = await startServer({
    command: 'squid',
    arguments: ['-N', '-d', '1', '-n', `beckon${port}`, '-f', config],
    port,
    user: 'proxy',
  });
  const scheme = certificate === undefined ? 'http' : 'https';
  return { ...server, url: (who) => proxyUrl(scheme, port, who), log: () => readFileSync(accessLog, 'utf8') };
}

/** tinyproxy, an HTTP proxy. */
export async function startTinyproxy(login?: Login): Promise<RunningProxy> {
  const port = await freePort();
  const config = join(scratchFolder('tinyproxy'), 'tinyproxy.conf');
  const lines = [`Port ${port}`, 'Listen 127.0.0.1', 'Timeout 30', 'MaxClients 50', 'LogLevel Connect'];
  if (login !== undefined) lines.push(`BasicAuth ${login.user} ${login.password}`);
  writeFileSync(config, `${lines.join('\n')}\n`);
  const server = await startServer({ command: 'tinyproxy', arguments: ['-d', '-c', config], port });
  return { ...server, url: (who) => proxyUrl('http', port, who), log: server.said };
}

/** A SOCKS proxy: its URL has the scheme that is asked for. */
export interface RunningSocks extends ServerProcess {
  url(scheme: 'socks4' | 'socks4a' | 'socks5' | 'socks5h', login?: Login): string;
}

/** microsocks, a SOCKS5 proxy. */
export async function startMicrosocks(login?: Login): Promise<RunningSocks> {
  const port = await freePort();
  const options = ['-i', '127.0.0.1', '-p', String(port)];
  if (login !== undefined) options.push('-u', login.user, '-P', login.password);
  const server = await startServer({ command: 'microsocks', arguments: options, port });
  return { ...server, url: (scheme, who) => proxyUrl(scheme, port, who) };
}

/** danted: the one that speaks SOCKS4 and 4a too. */
export async function startDante(): Promise<RunningSocks> {
  const port = await freePort();
  const folder = scratchFolder('dante');
  const config = join(folder, 'danted.conf');
  writeFileSync(
    config,
    `logoutput: stderr
internal: 127.0.0.1 port = ${port}
external: 127.0.0.1
socksmethod: none
clientmethod: none
client pass { from: 127.0.0.0/8 to: 0.0.0.0/0 }
socks pass { from: 127.0.0.0/8 to: 0.0.0.0/0 log: connect }
`,
  );
  const server = await startServer({
    command: 'danted',
    arguments: ['-f', config, '-p', join(folder, 'danted.pid'), '-N', '1'],
    port,
  });
  return { ...server, url: (scheme, who) => proxyUrl(scheme, port, who) };
}
