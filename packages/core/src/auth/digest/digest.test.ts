import { describe, expect, it } from 'vitest';
import { type DigestAlgorithm, findDigestAlgorithm } from './algorithms.ts';
import { chooseDigestChallenge, type DigestChallenge } from './choose-challenge.ts';
import { digestHeader } from './digest-header.ts';
import { digestResponse } from './digest-response.ts';
import { hashBody } from './hash-body.ts';
import { NonceCounts } from './nonce-counts.ts';

const algorithmOf = (name: string): DigestAlgorithm => findDigestAlgorithm(name) as DigestAlgorithm;

const MUFASA = {
  username: 'Mufasa',
  password: 'Circle of Life',
  realm: 'http-auth@example.org',
  nonce: '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v',
  uri: '/dir/index.html',
  method: 'GET',
  nc: '00000001',
  cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
};

describe('the response of Digest (RFC 7616 section 3.9.1 and its kin)', () => {
  it.each<[algorithm: string, qop: 'auth' | 'auth-int' | null, response: string]>([
    ['MD5', null, '7b2cc3b30e75b4777ea31027084363fd'],
    ['MD5', 'auth', '8ca523f5e9506fed4657c9700eebdbec'],
    ['MD5', 'auth-int', '8804a53d3640a40a4f73cea12c5ba451'],
    ['MD5-sess', 'auth', 'e783283f46242139c486a698fec7211d'],
    ['MD5-SESS', 'auth-int', '200cda1c37eb927016d1f97f2c0f04f6'],
    ['SHA', 'auth', 'e99f244f9069203415f7e8b7bd25b4b2ad3e2a7f'],
    ['sha-256', 'auth', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
    ['SHA-256', 'auth-int', '8bdf6f15638e260831e905028de5450562816d093c9bfc5c13d3a46adcdde940'],
    ['SHA-256-sess', 'auth', '2fd51b3a77ad75bad6afad6003e818d767133c46d9e2749e7f5232ae1ea3efd7'],
    [
      'SHA-512',
      'auth',
      '27d9ebedb4e86595d8b99152ce456620c8e47c48afbd771dbc4468bb758ca66e7312383d49ad044219d4a2c5c218e66c584fa00b2728798bcff9435825eed0ad',
    ],
    ['SHA-512-256', 'auth', '430d05014cecc49cab6fbe03176d41a1da86cbfe24a16580e22aaad928d960d0'],
  ])('%s, qop %s', (name, qop, response) => {
    const algorithm = algorithmOf(name);
    expect(digestResponse({ ...MUFASA, algorithm, qop })).toBe(response);
    expect(digestResponse({ ...MUFASA, algorithm, qop, bodyHash: hashBody(algorithm, null) as string })).toBe(response);
  });

  it('is of the bytes that the realm had on the wire, and of user and password in UTF-8', () => {
    const algorithm = algorithmOf('MD5');
    const asText = { ...MUFASA, algorithm, qop: null, username: 'ü', password: '✓', realm: 'Z\u00c3\u00bcrich' };
    const asBytes = { ...asText, username: new TextEncoder().encode('ü'), password: new TextEncoder().encode('✓') };
    expect(digestResponse(asText)).toBe(digestResponse(asBytes));
    // python3 -c 'import hashlib as h;m=lambda s:h.md5(s.encode()).hexdigest();print(m(m("ü:Zürich:✓")+":7ypf/…:"+m("GET:/dir/index.html")))'
    expect(digestResponse(asText)).toBe('e745fb7ea3adec49587b72001f31097e');
  });

  it.each(['ROT-13', '', 'SHA-3', 'sess', '-sess', 'MD5-sess-sess'])('knows no algorithm %j', (name) => {
    expect(findDigestAlgorithm(name)).toBeUndefined();
  });
});

function choose(...values: string[]): Partial<DigestChallenge> | undefined {
  return chooseDigestChallenge(values);
}

describe('of the challenges', () => {
  const base = 'Digest realm="r", nonce="n"';

  it.each<[about: string, values: string[], chosen: Partial<DigestChallenge> | undefined]>([
    ['none', [], undefined],
    ['none for Basic only', ['Basic realm="x"'], undefined],
    ['the plain one', [base], { realm: 'r', nonce: 'n', qop: null, algorithmName: undefined, opaque: undefined }],
    ['one in any case', ['dIGEST REALM="r", NONCE="n", QOP="AUTH"'], { qop: 'auth' }],
    ['one beside Basic, in one line', [`Basic realm="b", ${base}`], { realm: 'r' }],
    ['one beside Basic, before it', [`${base}, Basic realm="b"`], { realm: 'r' }],
    [
      'the strongest',
      [`${base}, algorithm=MD5, ${base}, algorithm=SHA-256`, `${base}, algorithm=SHA`],
      { algorithmName: 'SHA-256' },
    ],
    [
      'SHA-512 before SHA-512-256',
      [`${base}, algorithm=SHA-512-256`, `${base}, algorithm=SHA-512`],
      { algorithmName: 'SHA-512' },
    ],
    ['the first of two as strong', [`${base}, opaque=a`, `${base}, opaque=b`], { opaque: 'a' }],
    [
      'the weaker where the stronger is unknown',
      [`${base}, algorithm=SHA-9000`, `${base}, algorithm=md5`],
      { algorithmName: 'md5' },
    ],
    ['none of an unknown algorithm', [`${base}, algorithm=ROT-13`], undefined],
    ['none without a realm', ['Digest nonce="n"'], undefined],
    ['none without a nonce', ['Digest realm="r"'], undefined],
    ['auth of a list', [`${base}, qop="auth-int, auth"`], { qop: 'auth' }],
    ['auth-int where it stands alone', [`${base}, qop=auth-int`], { qop: 'auth-int' }],
    ['no qop where it is empty', [`${base}, qop=" "`], { qop: null }],
    ['none of an unknown qop', [`${base}, qop="auth-conf"`], undefined],
    ['userhash and charset', [`${base}, userhash=TRUE, charset=UTF-8`], { userhash: true, utf8: true }],
  ])('%s', (_about, values, chosen) => {
    if (chosen === undefined) expect(choose(...values)).toBeUndefined();
    else expect(choose(...values)).toMatchObject(chosen);
  });
});

describe('the header of Digest', () => {
  const answer = {
    username: 'user',
    password: 'pass',
    method: 'GET',
    uri: '/x?y',
    count: 26,
    cnonce: '0123456789abcdef',
  };
  const header = (challenge: string, more: Partial<typeof answer> | { username: Uint8Array } = {}): string =>
    digestHeader(chooseDigestChallenge([challenge]) as DigestChallenge, { ...answer, ...more }).replace(
      /response="[\da-f]+"/,
      'response="*"',
    );

  it.each<[challenge: string, header: string]>([
    ['Digest realm="r", nonce="n"', 'Digest username="user", realm="r", nonce="n", uri="/x?y", response="*"'],
    [
      'Digest qop="auth", opaque="o", algorithm=Sha-256, nonce="n", realm="r"',
      'Digest username="user", realm="r", nonce="n", uri="/x?y", response="*", opaque="o", algorithm="Sha-256", qop="auth", nc=0000001a, cnonce="0123456789abcdef"',
    ],
    [
      'Digest realm="r", nonce="n", algorithm=MD5-sess',
      'Digest username="user", realm="r", nonce="n", uri="/x?y", response="*", algorithm="MD5-sess", cnonce="0123456789abcdef"',
    ],
    [
      'Digest realm="a \\"b\\" \\\\", nonce="n", opaque="\\""',
      'Digest username="user", realm="a \\"b\\" \\\\", nonce="n", uri="/x?y", response="*", opaque="\\""',
    ],
  ])('answers %s', (challenge, expected) => {
    expect(header(challenge)).toBe(expected);
  });

  it.each<[username: string | Uint8Array, challenge: string, parameter: string]>([
    ['us"er\\x', '', 'username="us\\"er\\\\x"'],
    ['ü', '', 'username="ü"'],
    ['ü', ', charset=UTF-8', "username*=UTF-8''%C3%BC"],
    ['Jäsøn Doe, ✓', '', "username*=UTF-8''J%C3%A4s%C3%B8n%20Doe%2C%20%E2%9C%93"],
    ['a\r\nX: y', '', "username*=UTF-8''a%0D%0AX%3A%20y"],
    [new Uint8Array([0x75, 0xfc]), ', charset=UTF-8', 'username="uü"'],
  ])('writes the user %j%s as %s', (username, challenge, parameter) => {
    expect(header(`Digest realm="r", nonce="n"${challenge}`, { username } as { username: Uint8Array })).toContain(
      `Digest ${parameter}, realm`,
    );
  });

  it('hashes the user where the server can take that (RFC 7616 section 3.9.2)', () => {
    const challenge = chooseDigestChallenge([
      'Digest realm="api@example.org", qop="auth", algorithm=SHA-512-256, nonce="5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK", opaque="HRPCssKJSGjCrkzDg8OhwpzCiGPChXYjwrI2QmXDnsOS", charset=UTF-8, userhash=true',
    ]) as DigestChallenge;
    const written = digestHeader(challenge, {
      username: 'Jäsøn Doe',
      password: 'Secret, or not?',
      method: 'GET',
      uri: '/doe.json',
      count: 1,
      cnonce: 'NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v',
    });
    // the values of RFC 7616 erratum 4897: those that the RFC prints are of another hash
    expect(written).toContain('username="793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b"');
    expect(written).toContain('response="3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5"');
    expect(written).toMatch(/, userhash=true$/);
  });
});

describe('the hash of a body', () => {
  const algorithm = algorithmOf('MD5');
  const abc = '900150983cd24fb0d6963f7d28e17f72';
  const bytes = new TextEncoder().encode('abc');
  const pieces = [bytes.subarray(0, 1), bytes.subarray(1)];
  const stream = (): ReadableStream<Uint8Array> => new Blob([bytes]).stream();

  it('is of its bytes, however they come', async () => {
    expect(hashBody(algorithm, null)).toBe('d41d8cd98f00b204e9800998ecf8427e');
    expect(hashBody(algorithm, 'abc')).toBe(abc);
    expect(hashBody(algorithm, bytes)).toBe(abc);
    expect(await hashBody(algorithm, { length: 3, replayable: true, stream })).toBe(abc);
    const chunks = async function* (): AsyncGenerator<Uint8Array> {
      yield* pieces;
    };
    expect(await hashBody(algorithm, { length: 3, replayable: true, stream, chunks })).toBe(abc);
  });
});

describe('nonce counts', () => {
  it('go on for a nonce while others come, and are apart for each origin', () => {
    const counts = new NonceCounts();
    expect(counts.next('a', 'n', 'first').count).toBe(1);
    expect(counts.next('a', 'm', 'x').count).toBe(1);
    expect(counts.next('b', 'n', 'x').count).toBe(1);
    expect(counts.next('a', 'n', 'second')).toEqual({ count: 2, firstCnonce: 'first' });
  });

  it('forget the nonce that was not used for longest', () => {
    const counts = new NonceCounts();
    counts.next('a', 'old', 'x');
    for (let index = 0; index < 200; index++) counts.next('a', `n${index}`, 'x');
    expect(counts.next('a', 'old', 'x').count).toBe(2);
    for (let index = 0; index < 255; index++) counts.next('a', `m${index}`, 'x');
    expect(counts.next('a', 'old', 'x').count).toBe(3);
    for (let index = 0; index < 256; index++) counts.next('a', `o${index}`, 'x');
    expect(counts.next('a', 'old', 'x').count).toBe(1);
  });
});
