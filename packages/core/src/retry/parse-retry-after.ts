/** The longest wait that a `Retry-After` can ask for: 6 hours, in milliseconds. */
export const RETRY_AFTER_MAX = 21_600_000;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

// The three forms of RFC 9110 5.6.7: IMF-fixdate, RFC 850 and asctime
const IMF_OR_850 =
  /^[a-z]{3,9}, ?(\d{1,2})[ -]([a-z]{3})[ -](\d{2}|\d{4}) (\d{2}):(\d{2}):(\d{2}) (?:gmt|utc|[+-]0000)$/i;
const ASCTIME = /^[a-z]{3} ([a-z]{3}) {1,2}(\d{1,2}) (\d{2}):(\d{2}):(\d{2}) (\d{4})$/i;

/**
 * The wait that a `Retry-After` header asks for (RFC 9110 10.2.3), in milliseconds: a number of seconds, or a date. What is past is 0,
 * what is longer than `max` is `max`; `null` for what is neither (RTY-7: Requests throws there).
 *
 * @param now the time now, in milliseconds since 1970
 */
export function parseRetryAfter(value: string, now: number, max: number = RETRY_AFTER_MAX): number | null {
  const text = value.trim();
  const wait = /^-?\d+$/.test(text) ? Number(text) * 1000 : parseDate(text, now) - now;
  return Number.isNaN(wait) ? null : Math.min(max, Math.max(0, wait));
}

function parseDate(text: string, now: number): number {
  const usual = IMF_OR_850.exec(text);
  if (usual) {
    const [, day, month, year, ...time] = usual as unknown as [string, string, string, string, ...string[]];
    return timeOf(fullYear(year, now), month, day, time);
  }
  const old = ASCTIME.exec(text);
  if (!old) return Number.NaN;
  const [, month, day, hour, minute, second, year] = old as unknown as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  return timeOf(Number(year), month, day, [hour, minute, second]);
}

function timeOf(year: number, month: string, day: string, time: readonly string[]): number {
  const index = MONTHS.indexOf(month.toLowerCase());
  if (index < 0) return Number.NaN;
  const [hour = 0, minute = 0, second = 0] = time.map(Number);
  return Date.UTC(year, index, Number(day), hour, minute, second);
}

/** A year of two digits is the one that is at most 50 years ahead (RFC 9110 5.6.7). */
function fullYear(year: string, now: number): number {
  if (year.length === 4) return Number(year);
  const thisYear = new Date(now).getUTCFullYear();
  const guess = thisYear - (thisYear % 100) + Number(year);
  return guess > thisYear + 50 ? guess - 100 : guess;
}
