/**
 * Debian's httpbin under gunicorn, driven by Beckon: each call gives what Python Requests 2.34.2 gives for the same call. Its answers stand in
 * recorded/httpbin.json. Where this machine's python3 has that version they are recorded once more, so that they are known to be current;
 * `BECKON_RECORD=1` writes them down.
 */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Session, utils } from '../../packages/beckon/src/index.ts';
import { type Answer, make, sessionOf } from './httpbin-answers.ts';
import { callGroups } from './httpbin-calls.ts';
import { freePort, lacks, startServer, stopServers } from './support/process.ts';

interface Recording {
  readonly requests: string;
  readonly answers: Readonly<Record<string, Answer>>;
}

const GUNICORN = '/usr/bin/gunicorn';
const SKIP = lacks('httpbin', GUNICORN, '/usr/lib/python3/dist-packages/httpbin/core.py');
const FILE = join(import.meta.dirname, 'recorded/httpbin.json');
const BIOME = join(import.meta.dirname, '../../node_modules/.bin/biome');
const REFERENCE = '2.34.2';

const OWN_AGENT = utils.defaultUserAgent();
const OWN_CODINGS = String(utils.defaultHeaders().get('accept-encoding'));

/** An answer that is being changed. */
interface Draft {
  encoding: string | null;
  headers: [name: string, value: unknown][];
  body: { json: { data?: string; headers: Record<string, string>; 'user-agent'?: string }; pieces: number[] };
  raised: string;
}

/** What Beckon does otherwise, on purpose. */
const DIFFERENCES: readonly {
  readonly why: string;
  readonly calls: readonly string[];
  /** Python's answer made ours; or the answer itself. */
  readonly ours: ((answer: Draft) => void) | Answer;
}[] = [
  {
    why: 'the user agent is our own; the codings are those of this Node, those of Python those that it has modules for',
    calls: ['defaults: the headers that nobody asked for', "defaults: headers of one's own"],
    ours: ({ body: { json }, headers }) => {
      Object.assign(json.headers, { 'User-Agent': OWN_AGENT, 'Accept-Encoding': OWN_CODINGS });
      otherLength(headers);
    },
  },
  {
    why: 'the user agent is our own',
    calls: ['defaults: the user agent'],
    ours: ({ body: { json }, headers }) => {
      json['user-agent'] = OWN_AGENT;
      otherLength(headers);
    },
  },
  {
    why: 'a header that was taken away is not sent (SES-17): urllib3 puts its own user agent there',
    calls: ['defaults: a header taken away'],
    ours: ({ body: { json }, headers }) => {
      json.headers['Accept-Encoding'] = OWN_CODINGS;
      delete json.headers['User-Agent'];
      otherLength(headers);
    },
  },
  {
    why: 'JSON is written as JSON.stringify does, in UTF-8 and without blanks',
    calls: ['methods: post of json'],
    ours: ({ body: { json }, headers }) => {
      json.data = '{"a":[1,2.5,null,true],"é":"ü😀"}';
      json.headers['Content-Length'] = '37';
      otherLength(headers);
    },
  },
  {
    why: 'JSON is written as JSON.stringify does, in UTF-8 and without blanks',
    calls: ['methods: patch'],
    ours: ({ body: { json }, headers }) => {
      json.data = '{"patched":true}';
      json.headers['Content-Length'] = '16';
      otherLength(headers);
    },
  },
  {
    why: 'a body that can be read once only is not replaced by an empty one on a redirect that wants it again',
    calls: ['redirects: 307 with chunks: they are gone'],
    ours: { error: 'UnrewindableBodyError' },
  },
  {
    why: 'digest with auth-int is answered (DIG-12); Requests leaves the 401',
    calls: ['digest auth-int: MD5', 'digest auth-int: SHA-256', 'digest auth-int: SHA-512'],
    ours: authenticated('never'),
  },
  {
    why: 'the answer to a stale nonce has the cookies of the challenge; Requests sends the older ones, and is refused by them',
    calls: ['digest, stale: stale: a new nonce'],
    ours: authenticated('0'),
  },
  {
    why: 'the type of a response is the first one told: `application/json, text/html` is not text',
    calls: ['response headers: a type without a charset'],
    ours: (answer) => {
      answer.encoding = null;
    },
  },
  {
    why: 'pieces are of the size that was asked for, also where the server sends smaller chunks',
    calls: ['streams: stream-bytes, as pieces of 1024'],
    ours: ({ body }) => {
      body.pieces = [1024, 1024, 1024, 1024, 904];
    },
  },
  {
    why: 'what may be a secret in a query (an OAuth code) stands in no message',
    calls: ['streams: drip with a status'],
    ours: (answer) => {
      answer.raised = answer.raised.replace('code=500', 'code=***');
    },
  },
  {
    why: 'silence in the body is a ReadTimeout too (RESP-19)',
    calls: ['time: silence in the body', 'time: silence in a streamed body'],
    ours: { error: 'ReadTimeout' },
  },
];

/** What is echoed is longer or shorter, and so its length. */
function otherLength(headers: Draft['headers']): void {
  const length = headers.find(([name]) => name === 'Content-Length');
  if (length !== undefined) length[1] = expect.any(String);
}

/** Where Requests ends with a 401, and we don't. */
function authenticated(staleAfter: string): Answer {
  return expect.objectContaining({
    status: 200,
    body: { json: { authenticated: true, user: 'ann' } },
    cookies: { fake: 'fake_value', stale_after: staleAfter },
  }) as Answer;
}

function wanted(name: string, python: Answer): Answer {
  const ours = DIFFERENCES.find(({ calls }) => calls.includes(name))?.ours;
  if (typeof ours !== 'function') return ours ?? python;
  const draft = structuredClone(python);
  ours(draft as unknown as Draft);
  return draft;
}

const run = promisify(execFile);
let base: string;

function recorded(): Recording {
  return JSON.parse(readFileSync(FILE, 'utf8')) as Recording;
}

/** Records with python3, where that has the version of Requests that is compared with. */
async function record(): Promise<string | null> {
  try {
    const { stdout } = await run('python3', ['-c', 'import requests; print(requests.__version__)']);
    if (stdout.trim() !== REFERENCE) return null;
  } catch {
    return null;
  }
  const script = join(import.meta.dirname, 'httpbin-record.py');
  const { stdout } = await run('python3', [script, `http://${base}`], { timeout: 60_000, maxBuffer: 1 << 24 });
  return `${stdout}\n`;
}

beforeAll(async () => {
  if (SKIP) return;
  const port = await freePort();
  // a thread for each connection: those that were kept open each hold one
  const how = ['-w', '1', '-k', 'gthread', '--threads', '32', '-b', `127.0.0.1:${port}`, 'httpbin:app'];
  await startServer({ command: GUNICORN, arguments: how, port });
  base = `127.0.0.1:${port}`;
  if (process.env.BECKON_RECORD) {
    const text = await record();
    if (text === null) throw new Error(`BECKON_RECORD: python3 has no requests ${REFERENCE}`);
    writeFileSync(FILE, text);
    await run(BIOME, ['format', '--write', FILE]);
  }
});
afterAll(stopServers);

describe.skipIf(SKIP)('httpbin', () => {
  test('the recording is that of Requests as it is here', async (context) => {
    const text = await record();
    if (text === null) return context.skip(`python3 has no requests ${REFERENCE}`);
    expect(JSON.parse(text)).toEqual(recorded());
  });

  test('there are at least sixty calls, each recorded', () => {
    const names = callGroups.flatMap((group) => group.calls.map((call) => `${group.name}: ${call.name}`));
    expect(names.length).toBeGreaterThanOrEqual(60);
    expect(names).toEqual(Object.keys(recorded().answers));
    expect(names).toEqual(expect.arrayContaining(DIFFERENCES.flatMap(({ calls }) => calls)));
  });

  describe.each(callGroups)('$name', (group) => {
    let session: Session;
    beforeAll(() => {
      session = sessionOf(group);
    });
    afterAll(() => session.close());

    test.each(group.calls)('$name', async (call) => {
      const name = `${group.name}: ${call.name}`;
      const python = recorded().answers[name] as Answer;
      expect(await make(call, session, base)).toEqual(wanted(name, python));
    });
  });
});
