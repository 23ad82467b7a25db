import { expect, it } from 'vitest';
import { expandTokens, foldTokens } from './tokens.ts';

const tokens = { a: '127.0.0.1:4001', s: 'localhost:4002' };

it('tokens are expanded in strings and keys at any depth, and folded again', () => {
  const folded = { 'http://{a}': ['{s}/x', { deep: '{a}{a}' }, 1, null] };
  const expanded = { 'http://127.0.0.1:4001': ['localhost:4002/x', { deep: '127.0.0.1:4001127.0.0.1:4001' }, 1, null] };
  expect(expandTokens(folded, tokens)).toEqual(expanded);
  expect(foldTokens(expanded, tokens)).toEqual(folded);
});

it('an escaped colon folds to a token of its own', () => {
  expect(foldTokens('u=http%3A%2F%2F127.0.0.1%3A4001', tokens)).toBe('u=http%3A%2F%2F{a%}');
});

it('bytes shown as base64 are folded within', () => {
  expect(foldTokens({ $b64: btoa('\xff127.0.0.1:4001') }, tokens)).toEqual({ $b64: btoa('\xff{a}') });
});

it('errors stay themselves', () => {
  const error = new Error('127.0.0.1:4001');
  expect(foldTokens([error], tokens)).toEqual([error]);
});
