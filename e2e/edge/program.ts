/**
 * What is asked of Beckon within a worker: the whole of it is bundled, and nothing of Node is there. Gives what came out of each question.
 */
import * as requests from 'beckon';

/** What a question came to: a value that JSON holds, or the name of an error. */
type Answer = Record<string, unknown>;

const questions: Record<string, (base: string) => Promise<unknown>> = {
  async get(base) {
    const r = await requests.get(`${base}/echo`, { params: { q: 'größe' }, headers: { 'X-Own': '1' } });
    const { url, headers } = r.json<{ url: string; headers: Record<string, string> }>();
    return [r.statusCode, r.encoding, url, headers['x-own'], headers['user-agent']?.startsWith('beckon/')];
  },
  async postJson(base) {
    const r = await requests.post(`${base}/echo`, { json: { name: 'tea' } });
    const { headers, body } = r.json<{ headers: Record<string, string>; body: string }>();
    return [headers['content-type'], headers['content-length'], body];
  },
  async postText(base) {
    const r = await requests.post(`${base}/echo`, { data: 'plain' });
    return r.json<{ headers: Record<string, string> }>().headers['content-type'] ?? null;
  },
  async postFile(base) {
    const r = await requests.post(`${base}/echo`, { files: { file: ['a.txt', new Blob(['content'])] } });
    const { headers, body } = r.json<{ headers: Record<string, string>; body: string }>();
    return [
      headers['transfer-encoding'] ?? null,
      Number(headers['content-length']) === body.length,
      body.includes('content'),
    ];
  },
  async stream(base) {
    async function* pieces(): AsyncGenerator<string> {
      for (const piece of ['one ', 'two ', 'three']) yield piece;
    }
    const r = await requests.post(`${base}/echo`, { data: pieces(), stream: true });
    let text = '';
    for await (const piece of r.iterContent({ chunkSize: 7, decodeUnicode: true })) text += piece;
    return (JSON.parse(text) as { body: string }).body;
  },
  async session(base) {
    const session = new requests.Session({ headers: { 'X-All': '1' } });
    await session.get(`${base}/login`);
    const r = await session.get(`${base}/echo`);
    const { headers } = r.json<{ headers: Record<string, string> }>();
    return [headers.cookie, headers['x-all'], session.cookies.get('id')];
  },
  async redirect(base) {
    const r = await requests.get(`${base}/redirect`);
    return [r.statusCode, r.history.map((one) => one.statusCode), r.url.endsWith('/echo'), r.toWeb().redirected];
  },
  async noRedirect(base) {
    const r = await requests.get(`${base}/redirect`, { allowRedirects: false });
    return [r.statusCode, r.headers.get('location'), r.next?.url?.endsWith('/echo')];
  },
  async digest(base) {
    const auth = new requests.HTTPDigestAuth('user', 'pass');
    const r = await requests.get(`${base}/digest`, { auth });
    return [r.statusCode, r.history.length];
  },
  async gzip(base) {
    return (await requests.get(`${base}/gzip`)).text;
  },
  timeout: (base) => requests.get(`${base}/silence`, { timeout: 100 }),
  total: (base) => requests.get(`${base}/silence`, { timeout: { total: 100 } }),
  totalAndSignal: (base) =>
    requests.get(`${base}/silence`, { timeout: { total: 100 }, signal: new AbortController().signal }),
  abort: (base) => requests.get(`${base}/silence`, { signal: AbortSignal.timeout(50) }),
  proxy: (base) => requests.get(`${base}/echo`, { proxies: { all: 'http://127.0.0.1:9' } }),
  verify: () => requests.get('https://127.0.0.1:9/', { verify: false }),
  refused: () => requests.get('http://127.0.0.1:9/'),
  status: async (base) => (await requests.get(`${base}/nothing`)).raiseForStatus(),
  async fetch(base) {
    const session = new requests.Session({ auth: ['user', 'pass'] });
    const r = await session.fetch(`${base}/echo`, { method: 'PUT', body: 'x' });
    const { headers } = (await r.json()) as { headers: Record<string, string> };
    return [r.status, r.url.endsWith('/echo'), headers.authorization];
  },
};

/** Puts each question to the server at `base`. */
export async function askAll(base: string): Promise<Answer> {
  const answers: Answer = {};
  for (const [name, question] of Object.entries(questions)) {
    try {
      answers[name] = await question(base);
    } catch (error) {
      answers[name] =
        error instanceof requests.RequestException
          ? error.name
          : `${(error as Error).name}: ${(error as Error).message}`;
    }
  }
  return answers;
}
