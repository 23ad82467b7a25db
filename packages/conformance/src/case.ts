// What a case is made of: cases/README.md tells it in words.
import type { Base64 } from './byte-text.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A compression that `$encode` names. */
export type Encoding = 'gzip' | 'deflate' | 'raw-deflate';

/** Bytes as a case writes them: text is UTF-8. */
export type CaseBytes =
  | string
  | Base64
  | { readonly $repeat: readonly [CaseBytes, number] }
  | { readonly $encode: readonly [Encoding, CaseBytes] };

/** One answer of the scripted server. */
export interface Reply {
  readonly status?: number;
  readonly reason?: string;
  /** `1.1` unless told. */
  readonly version?: string;
  readonly headers?: readonly (readonly [string, CaseBytes])[];
  readonly body?: CaseBytes | null;
  /** How the end of the body is told: `length` unless told. */
  readonly framing?: 'length' | 'chunked' | 'close';
  /** Bytes in each chunk. */
  readonly chunk?: number;
  /** Milliseconds to wait after each chunk, or after the body. */
  readonly pause?: number;
  /** A Content-Length told in place of the true one. */
  readonly declare?: number;
  /** Milliseconds to wait before anything is sent. */
  readonly delay?: number;
  /** The connection ends after this reply. */
  readonly last?: boolean;
  readonly fault?: 'close' | 'reset' | 'no-last-chunk';
  /** Sent as it is in place of everything else. */
  readonly raw?: CaseBytes;
  /** Whether the connection stays after `raw`. */
  readonly keep?: boolean;
  /** Statuses of interim responses to send before it. */
  readonly informational?: readonly number[];
  /** A CONNECT with this reply gets its tunnel. */
  readonly tunnel?: Json;
  /** User and password: the wire log then tells whether the request answers a Digest challenge rightly. */
  readonly digest?: readonly [string, string];
}

/** One request as it came in. */
export interface WireEntry {
  /** The listener: `a`, `b`, `s` or `p`. */
  readonly at: string;
  /** Which connection of the case brought it, from 0. */
  readonly conn: number;
  readonly line: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly framing: 'none' | 'length' | 'chunked';
  readonly body: string | Base64 | { readonly $json: Json };
  /** Only where the reply asked for it; `null`: the request carries no Digest answer. */
  digest?: boolean | null;
}

/** A step: `do` says which, the rest depends on it. */
export interface CaseStep {
  readonly do: string;
  readonly [name: string]: Json | undefined;
}

export interface Case {
  readonly id: string;
  readonly about: string;
  /** Why the expectation is better than what Python Requests does. */
  readonly ours?: string;
  readonly session?: { readonly [name: string]: Json };
  readonly env?: { readonly [name: string]: string };
  readonly netrc?: string;
  readonly server?: readonly Reply[];
  readonly steps: readonly CaseStep[];
  /** Runtimes and adapters that can't do it, with the reason. */
  readonly skip?: { readonly [runtimeOrAdapter: string]: string };
  readonly expect: {
    readonly steps: readonly Json[];
    readonly wire: readonly WireEntry[];
    readonly hooks?: readonly Json[];
  };
}
