/** Clients that take a `fetch` get a session's: its cookies, its credentials and its proxy are in force for them, and they know nothing of it. */
import { request as octokit } from '@octokit/request';
import { GraphQLClient } from 'graphql-request';
import OpenAI from 'openai';
import createClient from 'openapi-fetch';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Session } from '../../packages/beckon/src/index.ts';
import { type Asked, type Service, startProxy, startService } from './support/servers.ts';

const basic = `Basic ${btoa('ann:secret')}`;
let proxy: Awaited<ReturnType<typeof startProxy>>;
let service: Service | undefined;
let session: Session | undefined;

beforeEach(async () => {
  proxy = await startProxy();
});

afterEach(async () => {
  await session?.close();
  await service?.stop();
  await proxy.stop();
});

/** A session that has logged in, and goes through the proxy. */
async function signedIn(
  auth: [string, string] | null,
  answer: Parameters<typeof startService>[1],
): Promise<[Session, Service]> {
  service = await startService(auth ? basic : 'Bearer sk-test', answer);
  session = new Session({ proxies: { http: proxy.url }, trustEnv: false, auth });
  await session.get(`${service.url}/login`);
  return [session, service];
}

describe('openai', () => {
  const chunk = (content: string): string => JSON.stringify({ choices: [{ index: 0, delta: { content } }] });

  test('a completion, and one that streams, under its own key', async () => {
    const [{ fetch }, { url, asked }] = await signedIn(null, ({ body }, response) => {
      if (JSON.parse(body).stream === true) {
        response.writeHead(200, { 'Content-Type': 'text/event-stream' });
        response.end(`data: ${chunk('green')}\n\ndata: ${chunk(' tea')}\n\ndata: [DONE]\n\n`);
      } else {
        response.writeHead(200, { 'Content-Type': 'application/json' });
        response.end(JSON.stringify({ choices: [{ index: 0, message: { role: 'assistant', content: 'oolong' } }] }));
      }
    });
    const client = new OpenAI({ apiKey: 'sk-test', baseURL: `${url}/v1`, fetch, maxRetries: 0 });
    const question = { model: 'gpt', messages: [{ role: 'user', content: 'Which tea?' }] } as const;
    const answer = await client.chat.completions.create({ ...question, messages: [...question.messages] });
    expect(answer.choices[0]?.message.content).toBe('oolong');
    let text = '';
    const stream = await client.chat.completions.create({
      ...question,
      messages: [...question.messages],
      stream: true,
    });
    for await (const part of stream) text += part.choices[0]?.delta.content ?? '';
    expect(text).toBe('green tea');
    expect(asked.map(({ path }) => path)).toEqual(['/v1/chat/completions', '/v1/chat/completions']);
    expect(proxy.forwarded).toHaveLength(3);
  });

  test('its error says the status, and its time limit aborts', async () => {
    const [{ fetch }, { url }] = await signedIn(null, (_, response) => {
      response.writeHead(429, { 'Content-Type': 'application/json' }).end('{"error":{"message":"slow down"}}');
    });
    const client = new OpenAI({ apiKey: 'sk-test', baseURL: `${url}/v1`, fetch, maxRetries: 0 });
    await expect(client.models.list()).rejects.toMatchObject({ status: 429 });
  });
});

const json = (response: Parameters<Parameters<typeof startService>[1]>[1], value: unknown): void => {
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
};

test('@octokit/request', async () => {
  const [{ fetch }, { url, asked }] = await signedIn(['ann', 'secret'], ({ path }, response) =>
    json(response, { path }),
  );
  const answer = await octokit('GET /repos/{owner}/{repo}', {
    baseUrl: url,
    owner: 'psf',
    repo: 'requests',
    request: { fetch },
  });
  expect(answer.status).toBe(200);
  expect(answer.data).toEqual({ path: '/repos/psf/requests' });
  expect(answer.url).toBe(`${url}/repos/psf/requests`);
  expect(asked[0]?.headers).toMatchObject({ cookie: 'sid=abc', authorization: basic });
  await session?.cookies.clear();
  const refused = octokit('GET /user', { baseUrl: url, request: { fetch } });
  await expect(refused).rejects.toMatchObject({ status: 401 });
});

test('openapi-fetch', async () => {
  interface Paths {
    '/teas/{id}': {
      put: {
        parameters: { path: { id: number } };
        requestBody: { content: { 'application/json': { name: string } } };
        responses: { 200: { content: { 'application/json': { saved: string } } } };
      };
    };
  }
  const [{ fetch }, { url, asked }] = await signedIn(['ann', 'secret'], ({ body }, response) =>
    json(response, { saved: (JSON.parse(body) as { name: string }).name }),
  );
  const client = createClient<Paths>({ baseUrl: url, fetch });
  const { data, response } = await client.PUT('/teas/{id}', { params: { path: { id: 7 } }, body: { name: 'Zoë' } });
  expect(response.status).toBe(200);
  expect(data).toEqual({ saved: 'Zoë' });
  expect(asked[0]).toMatchObject({ method: 'PUT', path: '/teas/7' });
  expect(asked[0]?.headers).toMatchObject({ cookie: 'sid=abc', 'content-type': 'application/json' });
  expect(proxy.forwarded).toHaveLength(2);
});

test('graphql-request', async () => {
  const [{ fetch }, { url, asked }] = await signedIn(['ann', 'secret'], ({ body }: Asked, response) => {
    const { variables } = JSON.parse(body) as { variables: { id: number } };
    if (variables.id === 0) json(response, { errors: [{ message: 'no such tea' }] });
    else json(response, { data: { tea: { name: `tea ${variables.id}` } } });
  });
  const client = new GraphQLClient(`${url}/graphql`, { fetch });
  const query = 'query ($id: Int!) { tea(id: $id) { name } }';
  expect(await client.request(query, { id: 3 })).toEqual({ tea: { name: 'tea 3' } });
  await expect(client.request(query, { id: 0 })).rejects.toThrow('no such tea');
  expect(asked).toHaveLength(2);
  expect(proxy.forwarded.at(-1)).toBe(`POST ${url}/graphql`);
});
