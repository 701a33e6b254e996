import { describe, expect, it } from 'vitest';
import { MAX_PINNED_BYTES, MAX_PINS } from '../../../src/limits/limits.ts';
import { type Pin, withoutPin, withPin, withPinMoved, withPinText } from '../../../src/state/pins.ts';

const picture = { title: 'Maps', svg: new Uint8Array(3), width: 4, height: 5 };

function pinned(count: number): readonly Pin[] {
  let pins: readonly Pin[] = [];
  for (let k = 0; k < count; k++) pins = withPin(pins, picture)!;
  return pins;
}

const ids = (pins: readonly Pin[]): string => pins.map(({ id }) => id).join('');

describe('pinned pictures', () => {
  it('are added at the end, each under an id of its own, as long as there is room', () => {
    expect(ids(pinned(3))).toBe('123');
    expect(ids(withPin(withoutPin(pinned(3), '2'), picture)!)).toBe('134');
    expect(withPin(pinned(MAX_PINS), picture)).toBeNull();
    expect(withPin(pinned(1), { ...picture, svg: new Uint8Array(MAX_PINNED_BYTES - 2) })).toBeNull();
  });

  it('are moved, and stay at either end', () => {
    const pins = pinned(3);
    expect(ids(withPinMoved(pins, '1', 1))).toBe('213');
    expect(ids(withPinMoved(pins, '3', -2))).toBe('312');
    expect(withPinMoved(pins, '3', 1)).toBe(pins);
    expect(withPinMoved(pins, '9', 1)).toBe(pins);
  });

  it('take titles and captions, but no empty title and nothing endless', () => {
    const [pin] = withPinText(withPinText(pinned(1), '1', { title: ' ', caption: 'All of it.' }), '1', {});
    expect(pin).toMatchObject({ title: 'Maps', caption: 'All of it.' });
    const [long] = withPinText(pinned(1), '1', { title: ' New ', caption: '😀'.repeat(3000) });
    expect(long!.title).toBe('New');
    expect(Array.from(long!.caption)).toHaveLength(2000);
  });
});
