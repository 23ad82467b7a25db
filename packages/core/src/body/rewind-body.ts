import { UnrewindableBodyError } from '../errors.ts';
import { expectObject } from '../expect.ts';
import { isBodySource, type PreparedBody } from './body-source.ts';

/** Whether a body can be sent once more: one in memory always can, a source says so itself. */
export function isReplayable(body: PreparedBody): boolean {
  return !isBodySource(body) || body.replayable;
}

/**
 * Makes sure that the body of a request can be sent again. Nothing has to be moved: a body that can be read again is opened anew
 * each time. Source: `requests.utils.rewind_body`.
 *
 * @throws {UnrewindableBodyError} for a body that can be read once only
 * @example
 * ```ts
 * // throws for a generator, not for text, bytes or a Blob
 * rewindBody({ body: 'text' });
 * ```
 */
export function rewindBody(request: { readonly body: PreparedBody }): void {
  expectObject(request, 'a request');
  if (isReplayable(request.body)) return;
  throw new UnrewindableBodyError(
    'the body can be read only once and would have to be sent again: give bytes, text or a Blob in place of a stream',
  );
}
