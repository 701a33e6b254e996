import { expect, test } from 'vitest';
import { ActionNotice, withNotice } from '../../../src/session/notices.ts';
import type { AppState } from '../../../src/state/state.ts';
import type { Notice } from '../../../src/state/notice.ts';

const offer: Notice = {
  kind: 'warning',
  text: 'blown up',
  action: null,
  offer: { label: 'Go on from step 8', does: { kind: 'goOn', goBack: ['lstm'] } },
};
const remark: Notice = { kind: 'info', text: 'the two files belong together', action: null };
const fault: Notice = { kind: 'error', text: 'the file is too large', action: null };

/** Notice and remark of a state in which things are said one after the other. */
function saying(...notices: readonly Notice[]) {
  let state = { notice: null, remark: null } as Partial<AppState> as AppState;
  const set = (change: (state: AppState) => Partial<AppState>): void => {
    state = { ...state, ...change(state) };
  };
  for (const notice of notices) set(withNotice(notice));
  return { set, now: () => ({ notice: state.notice, remark: state.remark }) };
}

test('a remark does not take the place of a notice that offers a way on, and takes that of every other', () => {
  expect(saying(offer, remark).now()).toEqual({ notice: offer, remark });
  expect(saying(fault, remark).now()).toEqual({ notice: remark, remark: null });
  expect(saying(remark, offer).now()).toEqual({ notice: offer, remark: null });
  expect(saying(offer, fault).now()).toEqual({ notice: fault, remark: null });
});

test('a remark that is no longer true is taken back, wherever it stands, and the offer stays', () => {
  const { set, now } = saying(offer);
  const weights = new ActionNotice(set);
  weights.show(remark);
  expect(now()).toEqual({ notice: offer, remark });
  weights.clear();
  expect(now()).toEqual({ notice: offer, remark: null });
});
