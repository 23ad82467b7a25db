/** `node child-get.ts <client> <url>`: one call, in the environment of this process. Prints what came. */
import { type ClientName, newClient } from '../clients.ts';

const [client = 'fetch', url = ''] = process.argv.slice(2);
try {
  const { text } = await newClient(client as ClientName)(url);
  console.log(text);
} catch (error) {
  console.log(`failed: ${error}`);
}
process.exit();
