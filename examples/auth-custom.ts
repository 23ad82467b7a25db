/** A scheme of one's own: a function, or a class where it has state. */
import { createHmac } from 'node:crypto';
import { AuthBase, get, type PreparedRequest } from 'beckon';
import { startServer } from './server.ts';

class SignedAuth extends AuthBase {
  readonly #key: string;

  constructor(key: string) {
    super();
    this.#key = key;
  }

  override apply(request: PreparedRequest): PreparedRequest {
    const signed = `${request.method} ${request.pathUrl}`;
    const signature = createHmac('sha256', this.#key).update(signed);
    request.headers.set('X-Signature', signature.digest('hex').slice(0, 16));
    return request;
  }
}

await using server = await startServer();

const signed = await get(`${server.url}/headers`, {
  auth: new SignedAuth('key'),
});
console.log(signed.request?.headers.get('x-signature'));

// a function may be async: a token can be fetched first
const token = async (): Promise<string> => 'abc123';
const bearer = await get(`${server.url}/headers`, {
  auth: async (request) => {
    request.headers.set('Authorization', `Bearer ${await token()}`);
  },
});
const { headers } = bearer.json<{ headers: Record<string, string> }>();
console.log(headers.authorization);
