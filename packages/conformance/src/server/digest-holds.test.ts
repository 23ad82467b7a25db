import { describe, expect, it } from 'vitest';
import { digestHolds } from './digest-holds.ts';

function request(authorization: string, line = 'GET /dir/index.html HTTP/1.1'): Parameters<typeof digestHolds>[0] {
  return { line, headers: [['Authorization', authorization]] };
}

// RFC 7616 section 3.9.1
const RFC =
  'Digest username="Mufasa", realm="http-auth@example.org", uri="/dir/index.html", algorithm=ALGORITHM, ' +
  'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", nc=00000001, ' +
  'cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", qop=auth, response="RESPONSE"';
const rfc = (algorithm: string, response: string): string =>
  RFC.replace('ALGORITHM', algorithm).replace('RESPONSE', response);

describe('digestHolds', () => {
  it.each([
    ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
    ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
  ])('takes the example of RFC 7616 with %s', (algorithm, response) => {
    expect(digestHolds(request(rfc(algorithm, response)), 'Mufasa', 'Circle of Life')).toBe(true);
  });

  it('takes the example of RFC 2069, without qop and algorithm', () => {
    // RFC 2617 section 3.5, its response computed without qop
    const header =
      'Digest username="Mufasa", realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", ' +
      'uri="/dir/index.html", response="670fd8c2df070c60b045671b8b24ff02"';
    expect(digestHolds(request(header), 'Mufasa', 'Circle Of Life')).toBe(true);
  });

  it('refuses another password, another method and an unknown algorithm', () => {
    const right = rfc('MD5', '8ca523f5e9506fed4657c9700eebdbec');
    expect(digestHolds(request(right), 'Mufasa', 'other')).toBe(false);
    expect(digestHolds(request(right, 'POST /dir/index.html HTTP/1.1'), 'Mufasa', 'Circle of Life')).toBe(false);
    const unknown = rfc('MD6', '8ca523f5e9506fed4657c9700eebdbec');
    expect(digestHolds(request(unknown), 'Mufasa', 'Circle of Life')).toBe(false);
  });

  it('tells apart no answer at all', () => {
    expect(digestHolds(request('Basic YTpi'), 'a', 'b')).toBeNull();
    expect(digestHolds({ line: 'GET / HTTP/1.1', headers: [] }, 'a', 'b')).toBeNull();
  });
});
