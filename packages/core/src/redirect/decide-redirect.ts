import { redirectKeepsBody } from './redirect-method.ts';
import { redirectUrl } from './redirect-url.ts';

/** What is known of a response that may lead on. */
export interface RedirectSituation {
  readonly status: number;
  /** The target as the session's `getRedirectTarget` gave it; `null` or `''`: none. */
  readonly target: string | null;
  /** The URL that answered. */
  readonly url: string;
  /** The fragment of the URL before it. */
  readonly fragment: string | null;
  /** How many redirects were followed already. */
  readonly followed: number;
  readonly maxRedirects: number;
}

/** What to do with it. */
export type RedirectDecision =
  | { readonly kind: 'stop' }
  | { readonly kind: 'too-many' }
  | { readonly kind: 'follow'; readonly url: string; readonly fragment: string | null; readonly keepsBody: boolean };

/** Decides; `send.ts` acts. */
export function decideRedirect(situation: RedirectSituation): RedirectDecision {
  if (!situation.target) return { kind: 'stop' };
  if (situation.followed >= situation.maxRedirects) return { kind: 'too-many' };
  const { url, fragment } = redirectUrl(situation.target, situation.url, situation.fragment);
  return { kind: 'follow', url, fragment, keepsBody: redirectKeepsBody(situation.status) };
}
