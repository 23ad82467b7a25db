/** Timeouts, in milliseconds. */
import { ConnectTimeout, get, ReadTimeout, Timeout } from 'beckon';
import { startServer } from './server.ts';

await using server = await startServer();

try {
  // for the connection, and for each silence of the server after that
  await get(`${server.url}/delay/2000`, { timeout: [3050, 100] });
} catch (error) {
  console.log(error instanceof ReadTimeout, error instanceof Timeout);
  console.log(error instanceof ConnectTimeout, String(error));
}

try {
  await get(`${server.url}/delay/2000`, { timeout: { total: 100 } });
} catch (error) {
  if (!(error instanceof Timeout)) throw error;
  console.log(error.name, error.code);
}

const patient = await get(`${server.url}/delay/50`, { timeout: null });
console.log(patient.statusCode);
