/**
 * The conformance suite: cases as data, a scripted server, and a runner that holds a package against them.
 *
 * What is exported here runs in every runtime. What needs a process (the server, the hosts) has its own files: `server/`, `hosts/`, `load-cases.ts`.
 * @module
 */
export type { Case, CaseStep, Reply, WireEntry } from './case.ts';
export { type DocumentedDifference, documentedDifference, documentedDifferences } from './differences.ts';
export { connectServer, type ServerClient } from './hosts/server-client.ts';
export { type CaseResult, judgeCase } from './judge.ts';
export type { Host } from './runner/host.ts';
export type { RequestsPackage } from './runner/package.ts';
export { type RunOptions, runCase, skipReason } from './runner/run-case.ts';
