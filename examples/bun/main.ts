/** Bun: `bun examples/bun/main.ts https://api.example`. */
import { Session } from 'beckon';

const [base = 'http://127.0.0.1:8080'] = process.argv.slice(2);

await using session = new Session({ timeout: [3_000, 10_000] });
const home = await session.get(`${base}/cookies/set`, {
  params: { theme: 'dark' },
});
console.log(home.statusCode, home.json());
console.log(`with bun ${process.versions.bun?.split('.')[0]}`);
