import type { CellKind } from '../../../engine/spec.ts';
import type { CellView } from './cellView.ts';
import { GRU_VIEW } from './GruCell.tsx';
import { LSTM_VIEW } from './LstmCell.tsx';
import { RNN_VIEW } from './RnnCell.tsx';

/** How Watch shows each kind of cell. */
export const CELL_VIEWS: Readonly<Record<CellKind, CellView>> = { rnn: RNN_VIEW, gru: GRU_VIEW, lstm: LSTM_VIEW };
