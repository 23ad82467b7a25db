import { JSONDecodeError } from '../errors.ts';
import type { Response } from '../response.ts';
import { decodeText } from './decode-text.ts';
import { guessJsonUtf } from './guess-json.ts';
import { jsonFault } from './json-fault.ts';

/** What `JSON.parse` calls with each value, the innermost first. */
export type JsonReviver = (this: unknown, key: string, value: unknown) => unknown;

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The text of a JSON body. A byte order mark or the place of NULs tells more than any header: JSON is sent in UTF-16 under
 * `application/json` too (RESP-12). Then comes the declared encoding; where there is none, UTF-8, and `otherwise` where it isn't that.
 */
export function jsonText(content: Uint8Array, encoding: string | null, otherwise: () => string): string {
  const guessed = guessJsonUtf(content);
  if (guessed === null) return otherwise();
  if (guessed !== 'utf-8') return decodeText(content, guessed);
  if (encoding !== null) return otherwise();
  try {
    return strictUtf8.decode(content);
  } catch {
    return otherwise();
  }
}

/**
 * @throws {JSONDecodeError} with `msg`, `doc` and `pos`; its message holds nothing of the text.
 * What `reviver` throws comes out as it is.
 */
export function parseJson(text: string, reviver: JsonReviver | undefined, response: Response): unknown {
  try {
    return JSON.parse(text, reviver);
  } catch (error) {
    const fault = jsonFault(text);
    if (fault === null) throw error;
    throw new JSONDecodeError(fault.msg, text, fault.pos, { response });
  }
}
