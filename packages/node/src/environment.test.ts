import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { nodeEnvironment } from './environment.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

it('reads variables at each call', () => {
  vi.stubEnv('BECKON_TEST', 'one');
  expect(nodeEnvironment.get('BECKON_TEST')).toBe('one');
  vi.stubEnv('BECKON_TEST', 'two');
  expect(nodeEnvironment.get('BECKON_TEST')).toBe('two');
  expect([...nodeEnvironment.entries()]).toContainEqual(['BECKON_TEST', 'two']);
  expect(nodeEnvironment.get('BECKON_NO_SUCH')).toBeUndefined();
});

it('the home folder is HOME, or else USERPROFILE', () => {
  vi.stubEnv('HOME', '/home/me');
  vi.stubEnv('USERPROFILE', 'C:\\me');
  expect(nodeEnvironment.homeFolder()).toBe('/home/me');
  vi.stubEnv('HOME', '');
  expect(nodeEnvironment.homeFolder()).toBe('C:\\me');
});

it('reads files, and what can not be read is nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'beckon-'));
  writeFileSync(join(folder, 'netrc'), 'machine x');
  expect(await nodeEnvironment.readTextFile(join(folder, 'netrc'))).toBe('machine x');
  expect(await nodeEnvironment.readTextFile(join(folder, 'none'))).toBeUndefined();
  expect(await nodeEnvironment.readTextFile(folder)).toBeUndefined();
  rmSync(folder, { recursive: true });
});

it('sees a file that is put where there was none a second later', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: 0 });
  const folder = mkdtempSync(join(tmpdir(), 'beckon-'));
  const path = join(folder, 'netrc');
  expect(await nodeEnvironment.readTextFile(path)).toBeUndefined();
  writeFileSync(path, 'machine x');
  vi.setSystemTime(1000);
  expect(await nodeEnvironment.readTextFile(path)).toBe('machine x');
  rmSync(folder, { recursive: true });
  expect(await nodeEnvironment.readTextFile(path)).toBeUndefined();
});

it('where the platform denies it, the answer is nothing', async () => {
  vi.stubGlobal('process', {
    get env(): never {
      throw new Error('NotCapable');
    },
  });
  expect(nodeEnvironment.get('HOME')).toBeUndefined();
  expect([...nodeEnvironment.entries()]).toEqual([]);
  expect(nodeEnvironment.homeFolder()).toBeUndefined();
  vi.unstubAllGlobals();
});
