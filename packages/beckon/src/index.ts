/**
 * Beckon: HTTP for humans. Python Requests, whole, in TypeScript.
 *
 * @example
 * ```ts
 * import { get } from 'beckon';
 * const response = await get('https://api.example/user', { auth: ['user', 'pass'] });
 * response.statusCode; // 200
 * response.json();
 * ```
 * @module beckon
 */
export * from './entries/node.ts';
