/** The calls that are made alike by Beckon (here) and by Python Requests (httpbin-record.py): httpbin-calls.json. */
import calls from './httpbin-calls.json' with { type: 'json' };

type AuthSpec = readonly ['basic' | 'digest', user: string, password: string] | readonly ['bearer', token: string];

/** One call. */
export interface Call {
  readonly name: string;
  /** Default: GET. */
  readonly method?: string;
  /** Of the server; or the whole `url`. */
  readonly path?: string;
  readonly url?: string;
  /** `user:password@`, put into the URL. */
  readonly userinfo?: string;
  readonly params?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly cookies?: Readonly<Record<string, string>>;
  readonly data?: string | Readonly<Record<string, string | readonly string[]>>;
  readonly json?: unknown;
  readonly files?: Readonly<
    Record<string, readonly [name: string | null, text: string, type?: string, headers?: Record<string, string>]>
  >;
  /** The pieces of a body that can be read once; or how many there are. */
  readonly chunks?: readonly string[] | number;
  readonly auth?: AuthSpec;
  readonly allowRedirects?: boolean;
  /** In milliseconds; 10 s unless it is told. */
  readonly timeout?: number | readonly [number, number];
  /** How a streamed body is read: `lines`, `pieces:SIZE`, `raw`, or `nothing` of it. Without: whole. */
  readonly read?: string;
  /** Whether `raiseForStatus` is asked. */
  readonly raise?: boolean;
}

/** Calls on one session, one after the other. */
export interface CallGroup {
  readonly name: string;
  /** Whether the session has the headers of its library, not those that both are given. */
  readonly ownHeaders?: boolean;
  readonly session?: {
    readonly headers?: Readonly<Record<string, string>>;
    readonly params?: Readonly<Record<string, string>>;
    readonly auth?: AuthSpec;
    readonly maxRedirects?: number;
  };
  readonly calls: readonly Call[];
}

export const callGroups: readonly CallGroup[] = calls as unknown as readonly CallGroup[];
