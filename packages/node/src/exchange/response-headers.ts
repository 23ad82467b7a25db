import type { PreparedRequest } from '@beckon/core';
import { ConnectionError } from '@beckon/core';
import { REPEATED_LENGTH } from './equal-lengths.ts';

/** As in Requests, a line of the headers has no more bytes than this. */
const MOST_LINE_BYTES = 65536;

/** The headers of an answer, and the length of its body that they tell: NaN for none. */
export interface ResponseHeaders {
  readonly pairs: [name: string, value: string][];
  readonly length: number;
}

/** Node's names and values by turns as pairs: in their order and case, repeated ones too. */
export function responseHeaders(raw: readonly string[], where: string, request: PreparedRequest): ResponseHeaders {
  let length = Number.NaN;
  const pairs: [string, string][] = new Array(raw.length / 2);
  for (let at = 0; at < raw.length; at += 2) {
    const name = raw[at] as string;
    const value = raw[at + 1] as string;
    if (name.length + value.length + 4 > MOST_LINE_BYTES) {
      throw new ConnectionError(`No answer from ${where}: one of its headers is larger than ${MOST_LINE_BYTES} bytes`, {
        request,
      });
    }
    if (name.length === 14 && name.toLowerCase() === 'content-length') length = Number(value);
    pairs[at / 2] = [name === REPEATED_LENGTH ? 'Content-Length' : name, value];
  }
  return { pairs, length };
}
