import http from 'node:http';
import { HTTPAdapter } from '/work/main/packages/node/src/adapter.ts';
import { PreparedRequest } from '@beckon/core';
import * as B from '/work/main/packages/beckon/src/entries/node.ts';
import { fork } from 'node:child_process';
if (process.argv[2] === 'server') {
  const s = http.createServer((q, r) => r.end('{"hello":"world"}')); s.listen(0, '127.0.0.1', () => process.send(s.address().port));
} else {
  const child = fork(process.argv[1], ['server'], { execArgv: process.execArgv });
  const port = await new Promise((ok) => child.on('message', ok));
  const agent = new http.Agent({ keepAlive: true });
  const url = `http://127.0.0.1:${port}/x`;
  const h = { 'User-Agent': 'b', 'Accept-Encoding': 'gzip, deflate', Accept: '*/*', Connection: 'keep-alive' };
  const bare = () => new Promise((ok) => http.get({ agent, host: '127.0.0.1', port, path: '/x', headers: h }, (r) => { const l = []; r.on('data', (d) => l.push(d)).on('end', () => ok(Buffer.concat(l))); }));
  const a = new HTTPAdapter();
  const { CaseInsensitiveDict } = await import('@beckon/core');
  const mine = async () => { const p = new PreparedRequest(); p.method = 'GET'; p.url = url; p.headers = new CaseInsensitiveDict(h); const r = await a.send(p); await r.read(); };
  const s = new B.Session();
  const full = async () => { await s.get(url); };
  for (const [n, f] of [[process.env.WHICH, {bare, mine, full}[process.env.WHICH]]]) {
    for (let i = 0; i < 500; i++) await f();
    const c = process.cpuUsage(); for (let i = 0; i < 12000; i++) await f(); const u = process.cpuUsage(c);
    const seq = (u.user + u.system) / 12000;
    
    console.log(n, seq.toFixed(1), "us cpu");
  }
  child.kill(); await a.close(); agent.destroy(); await s.close();
}
