export type { HTTPAdapterInit } from './adapter.ts';
export { HTTPAdapter } from './adapter.ts';
export { nodeEnvironment } from './environment.ts';
export type { RawResponse } from './exchange/send-request.ts';
export { ConnectionPool } from './pool/connection-pool.ts';
export { PoolManager } from './pool/pool-manager.ts';
export type { PoolOptions } from './pool/pool-options.ts';
export type { NodeRuntimeParts } from './runtime.ts';
export { nodeRuntime } from './runtime.ts';
