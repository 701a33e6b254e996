import { MESSAGES } from '../limits/messages.ts';
import type { AppActions } from '../state/actions.ts';
import { withoutPin, withPin, withPinMoved, withPinText } from '../state/pins.ts';
import { ActionNotice } from './notices.ts';
import type { Session } from './session.ts';

type ReportActions = Pick<AppActions, 'pin' | 'changePin' | 'movePin' | 'unpin'>;

/** The pictures of the report. */
export function reportActions({ get, set }: Pick<Session, 'get' | 'set'>): ReportActions {
  const notice = new ActionNotice(set);
  return {
    pin(picture) {
      const pins = withPin(get().pins, picture);
      const { message, action } = pins ? MESSAGES.pinned(picture.title, pins.length) : MESSAGES.noRoomToPin();
      if (pins) set({ pins });
      notice.show({ kind: pins ? 'info' : 'warning', text: message, action });
    },
    changePin: (id, text) => set(({ pins }) => ({ pins: withPinText(pins, id, text) })),
    movePin: (id, by) => set(({ pins }) => ({ pins: withPinMoved(pins, id, by) })),
    unpin: (id) => set(({ pins }) => ({ pins: withoutPin(pins, id) })),
  };
}
