import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sleep, startDeadline } from './deadline.ts';
import { Timeout } from './errors.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the bound of a whole exchange', () => {
  it('aborts with a Timeout that names the bound', () => {
    const { signal } = startDeadline(50, null);
    vi.advanceTimersByTime(49);
    expect(signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(signal.reason).toBeInstanceOf(Timeout);
    expect(signal.reason.message).toContain('50 ms');
  });

  it("aborts with the caller's own reason where the caller was first", () => {
    const caller = new AbortController();
    const { signal } = startDeadline(50, caller.signal);
    caller.abort('enough');
    vi.advanceTimersByTime(100);
    expect(signal.reason).toBe('enough');
  });

  it('lets go of its timer', () => {
    startDeadline(50, null).clear();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a wait', () => {
  it('settles in time, and leaves no listener on the signal', async () => {
    const controller = new AbortController();
    const removed = vi.spyOn(controller.signal, 'removeEventListener');
    const waiting = sleep(20, controller.signal);
    await vi.advanceTimersByTimeAsync(20);
    await waiting;
    expect(removed).toHaveBeenCalledOnce();
  });

  it('rejects with the reason of the signal, before it and while it lasts', async () => {
    const controller = new AbortController();
    const waiting = sleep(20, controller.signal);
    controller.abort('enough');
    await expect(waiting).rejects.toBe('enough');
    await expect(sleep(0, controller.signal)).rejects.toBe('enough');
    expect(vi.getTimerCount()).toBe(0);
  });
});
