import { expect, it } from 'vitest';
import { zoomedQuery } from '../../../src/views/zoomedMedia.ts';

it('asks for the width that a page has at its zoom', () => {
  expect(zoomedQuery('screen and (max-width: 1360px) and (min-width: 900px)', 1.5)).toBe(
    'screen and (max-width: 2040px) and (min-width: 1350px)',
  );
  expect(zoomedQuery('screen and (max-width:899.98px), print', 2)).toBe('screen and (max-width:1799.96px), print');
  expect(zoomedQuery('(prefers-reduced-motion: reduce)', 1.4)).toBe('(prefers-reduced-motion: reduce)');
});
