import { dictPairs } from '../case-insensitive-dict.ts';
import { InvalidHeader } from '../errors.ts';
import type { Dict } from '../options.ts';

/** What a part of a multipart body says of itself. */
export interface PartLabel {
  readonly name: string;
  /** `undefined`: no `filename`; an empty one stays empty (MP-8). */
  readonly filename?: string;
  /** The part's only type, whatever its headers say; `undefined` leaves it to them. */
  readonly contentType?: string;
  readonly headers?: Dict<string> | null;
}

/** A name as WHATWG's "multipart/form-data encoding algorithm" writes it; a backslash stays (MP-11). */
function quote(name: string): string {
  if (!/["\r\n]/.test(name)) return `"${name}"`;
  return `"${name.replace(/"/g, '%22').replace(/\r/g, '%0D').replace(/\n/g, '%0A')}"`;
}

/**
 * The headers of a part and the empty line behind them: `Content-Disposition`, `Content-Type`, `Content-Location`, then the others in
 * their order (MP-10). A `Content-Disposition` among the headers is not used; empty values are left out, as in Requests.
 *
 * @throws {InvalidHeader} for a header that cannot be written
 */
export function partHead({ name, filename, contentType, headers }: PartLabel): string {
  const disposition = `Content-Disposition: form-data; name=${quote(name)}${filename === undefined ? '' : `; filename=${quote(filename)}`}\r\n`;
  let type = contentType ? line('Content-Type', contentType) : '';
  let location = '';
  let others = '';
  for (const [key, value] of dictPairs<unknown>(headers)) {
    if (value === null || value === undefined || value === '') continue;
    const low = String(key).toLowerCase();
    const written = line(key, value);
    if (low === 'content-type') type ||= written;
    else if (low === 'content-location') location ||= written;
    else if (low !== 'content-disposition') others += written;
  }
  return `${disposition}${type}${location}${others}\r\n`;
}

/** One header. A line end in it would begin another one, or the content (MP-18). */
function line(name: unknown, value: unknown): string {
  if (typeof name !== 'string' || !/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name)) {
    throw new InvalidHeader(`the header name ${JSON.stringify(name)} of a part is no token (RFC 9110 5.6.2)`);
  }
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw new InvalidHeader(`the header "${name}" of a part must be text, not ${typeof value}`);
  }
  if (/[\r\n\0]/.test(String(value)))
    throw new InvalidHeader(`the header "${name}" of a part holds a line end or a NUL`);
  return `${name}: ${value}\r\n`;
}
