import { expect, it } from 'vitest';
import { zoomedQuery } from '../../../src/views/zoomedMedia.ts';

it('asks for the width that a page has at its zoom', () => {
  expect(zoomedQuery('screen and (max-width: 1360px) and (min-width: 900px)', 1.5)).toBe(
    'screen and (max-width: 2040px) and (min-width: 1350px)',
  );
  expect(zoomedQuery('screen and (max-width:899.98px), print', 2)).toBe('screen and (max-width:1799.96px), print');
  expect(zoomedQuery('(prefers-reduced-motion: reduce)', 1.4)).toBe('(prefers-reduced-motion: reduce)');
});

it('asks for so much more as a panel beside the page takes', () => {
  expect(zoomedQuery('screen and (max-width: 899px)', 1, 360)).toBe('screen and (max-width: 1259px)');
  expect(zoomedQuery('(min-width: 900px)', 1.5, 360)).toBe('(min-width: 1890px)');
});
