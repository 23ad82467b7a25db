/** A test without a network: a function in the place of the server. */
import assert from 'node:assert/strict';
import { HandlerAdapter, HTTPError, Session } from 'beckon';

/** What is to be tested. */
async function countOrders(session: Session): Promise<number> {
  const response = await session.get('https://shop.example/orders');
  return response.raiseForStatus().json<unknown[]>().length;
}

let answer = Response.json(['green', 'black']);
await using session = new Session({
  trustEnv: false, // a test hangs on nothing of the machine
  adapters: { 'https://shop.example/': new HandlerAdapter(() => answer) },
});

assert.equal(await countOrders(session), 2);
console.log('counts the orders');

answer = new Response('', { status: 503 });
await assert.rejects(countOrders(session), HTTPError);
console.log('fails where the shop is closed');
