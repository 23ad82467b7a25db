import { ResponseHeaders } from './headers/response-headers.ts';
import type { PreparedRequest } from './prepared-request.ts';
import { Response } from './response.ts';
import type { ContentDecoders, IncomingBody } from './stream/incoming-body.ts';

/** What an adapter has in hand once the headers are in. */
export interface ResponseParts {
  readonly status: number;
  readonly reason: string;
  /** As they came: their order, case and repeats kept. */
  readonly headers: readonly (readonly [string, string])[];
  readonly request: PreparedRequest;
  readonly url: string;
  readonly body: IncomingBody;
  /** What takes content codings off; left out where the platform has done that already. */
  readonly decoders?: ContentDecoders;
  readonly connection?: unknown;
  /** Whether the platform followed redirects out of our sight. Default: `false`. */
  readonly redirected?: boolean;
}

/** The response of an adapter. Nothing of the body is read. Source: `HTTPAdapter.build_response`. */
export function buildResponse(parts: ResponseParts): Response {
  const response = new Response({
    statusCode: parts.status,
    reason: parts.reason,
    url: parts.url,
    headers: new ResponseHeaders(parts.headers),
    request: parts.request,
    connection: parts.connection,
  });
  response.adoptBody(parts.body, parts.decoders);
  response.redirectedUnseen = parts.redirected ?? false;
  return response;
}
