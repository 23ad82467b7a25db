import { JSONDecodeError } from '../errors.ts';
import type { Response } from '../response.ts';
import { decodeText } from './decode-text.ts';
import { encodingOfJson } from './guess-json.ts';
import { jsonFault } from './json-fault.ts';

/** What `JSON.parse` calls with each value, the innermost first. */
export type JsonReviver = (this: unknown, key: string, value: unknown) => unknown;

/**
 * The body of a response as JSON. A byte order mark or the place of NULs tells more of its encoding than any header: JSON is sent in
 * UTF-16 under `application/json` too (RESP-12). Else it is the response's `text`.
 *
 * @throws {JSONDecodeError} with `msg`, `doc` and `pos`; its message holds nothing of the text.
 * What `reviver` throws comes out as it is.
 */
export function parseJson(response: Response, reviver: JsonReviver | undefined): unknown {
  const { content } = response;
  const encoding = content && encodingOfJson(content);
  const text = encoding === null ? response.text : decodeText(content, encoding);
  try {
    return JSON.parse(text, reviver);
  } catch (error) {
    const fault = jsonFault(text);
    if (fault === null) throw error;
    throw new JSONDecodeError(fault[0], text, fault[1], { response });
  }
}
