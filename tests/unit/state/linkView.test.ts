/** Where the view of a link begins. */
import { expect, test } from 'vitest';
import { linkOf, readLink, writeLink } from '../../../src/state/address.ts';
import { initialState } from '../../../src/state/initialState.ts';
import { changedUi } from '../../../src/state/ui.ts';

const viewOf = (hash: string): readonly [number, number] => {
  const { ui } = readLink(hash).link;
  return [ui.start, ui.cursor.t];
};

test('a timestep that a link names is in view, unless the link says where the view begins', () => {
  expect(viewOf('v=1')).toEqual([0, 0]);
  expect(viewOf('v=1&t=20')).toEqual([0, 20]);
  expect(viewOf('v=1&t=500')).toEqual([480, 500]);
  expect(viewOf('v=1&t=500&from=0')).toEqual([0, 500]);
  expect(viewOf('v=1&t=500&from=470')).toEqual([470, 500]);
  expect(viewOf('v=1&from=70')).toEqual([70, 0]);
});

test.each([
  [0, 0],
  [0, 500],
  [480, 500],
  [470, 500],
  [900, 3],
])('a view that begins at %i with the cursor at %i comes back from its link', (start, t) => {
  const state = initialState({});
  const { link } = readLink(writeLink(linkOf({ ...state, ui: changedUi(state.ui, { start, cursor: { t } }) })));
  expect([link.ui.start, link.ui.cursor.t]).toEqual([start, t]);
});
