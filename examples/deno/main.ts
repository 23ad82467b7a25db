/**
 * Deno: `deno run --allow-net examples/deno/main.ts https://api.example`.
 * Without --allow-env and --allow-read there are no proxies of the
 * environment and no netrc file, and no complaint either.
 */
import { Session } from 'beckon';

const [base = 'http://127.0.0.1:8080'] = Deno.args;

await using session = new Session({ timeout: [3_000, 10_000] });
const home = await session.get(`${base}/cookies/set`, {
  params: { theme: 'dark' },
});
console.log(home.statusCode, home.json());
console.log(`with deno ${Deno.version.deno.split('.')[0]}`);
