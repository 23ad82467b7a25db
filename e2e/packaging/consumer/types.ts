/** Compiled only, as a user's code would be. */
import * as requests from 'beckon';
import { AuthBase, get, type PreparedRequest, RequestException, type Response, Session } from 'beckon';
import { DenoAdapter } from 'beckon/deno';

interface User {
  name: string;
}

class TokenAuth extends AuthBase {
  override apply(request: PreparedRequest): PreparedRequest {
    request.headers.set('X-Token', 'abc');
    return request;
  }
}

export async function main(): Promise<string> {
  const response: Response = await get('https://api.example/user', {
    params: { page: 1, tag: ['a', 'b'] },
    headers: { Accept: 'application/json', 'User-Agent': null },
    auth: ['user', 'password'],
    timeout: [3050, 27_000],
    signal: new AbortController().signal,
  });
  const { name } = response.json<User>();
  const status: number = response.statusCode;
  const encoding: string | null = response.encoding;
  const type: string | undefined = response.headers.get('content-type');

  await using session = new Session({ headers: { 'X-Client': 'types' }, auth: new TokenAuth() });
  await session.post('https://api.example/', {
    data: new Blob(['bytes']),
    files: { note: ['note.txt', 'text', 'text/plain'] },
    hooks: { response: [async (each) => each.raiseForStatus()] },
    onUploadProgress: ({ loaded, total }) => console.log(loaded, total),
  });
  session.mount('https://deno.example/', new DenoAdapter({ poolIdleTimeout: false, maxRetries: 2 }));
  const fetched = await session.fetch('https://api.example/');
  for await (const chunk of response.iterContent({ chunkSize: 1024 })) console.log(chunk.length);

  // @ts-expect-error an option of a wrong name
  await get('https://api.example/', { parms: {} });
  // @ts-expect-error a timeout is no text
  await get('https://api.example/', { timeout: '5s' });
  // @ts-expect-error a name that isn't exported
  requests.fetchEverything();

  try {
    await requests.get('https://api.example/');
  } catch (error) {
    if (error instanceof RequestException) return `${error.code} ${error.request?.url}`;
  }
  return [name, status, encoding, type, fetched.status].join();
}
