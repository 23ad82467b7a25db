/** What a user does on the first day. `requests` is the module, however it was loaded, and `path` the file that it came from. */
const assert = require('node:assert/strict');
const http = require('node:http');

async function answer(request, response) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  if (request.url === '/login') response.setHeader('Set-Cookie', 'user=ann; Path=/');
  if (request.url === '/missing') response.statusCode = 404;
  response.setHeader('Content-Type', 'application/json');
  const { method, url, headers } = request;
  response.end(JSON.stringify({ method, url, cookie: headers.cookie, body: Buffer.concat(chunks).toString() }));
}

module.exports = async function checks(requests, path) {
  const server = http.createServer(answer);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${server.address().port}`;
  try {
    const got = await requests.get(`${base}/get`, { params: { q: 'tea' } });
    assert.equal(got.statusCode, 200);
    assert.equal(got.json().url, '/get?q=tea');

    const posted = await requests.post(`${base}/post`, { json: { name: 'Zoë' } });
    assert.equal(posted.json().method, 'POST');
    assert.deepEqual(JSON.parse(posted.json().body), { name: 'Zoë' });

    const session = new requests.Session();
    await session.get(`${base}/login`);
    assert.equal((await session.get(`${base}/me`)).json().cookie, 'user=ann');
    await session.close();

    const missing = await requests.get(`${base}/missing`);
    assert.throws(() => missing.raiseForStatus(), requests.HTTPError);
    await assert.rejects(requests.get('http://127.0.0.1:1/'), requests.ConnectionError);
  } finally {
    server.closeAllConnections();
    server.close();
  }
  console.log(`${path.split('/').pop()}: get, post json, session with cookies, errors`);
};
