/** All kinds of question, and when each may be asked. */

/** When a question is asked. Times are in milliseconds. */
export interface Pace {
  /** How long the question must stay unchanged before it is asked. */
  readonly debounce?: number;
  /** The shortest time between an answer and the next question of this kind, while training. */
  readonly every?: number;
  /** The same as a multiple of the time that the last answer took. */
  readonly restFactor?: number;
  /** Unless training is running, this kind waits while a question of that other kind is wanted. */
  readonly after?: string;
  /** After a failure: `later` asks again at growing intervals, `never` waits until another question is wanted. */
  readonly retry: 'later' | 'never';
}

const VIEWER_PACES = {
  // Pictures follow training about once a second.
  trace: { retry: 'later', every: 1000 },
  recall: { retry: 'later', every: 3000, after: 'trace' },
  // Reads a long stretch of the text.
  gates: { retry: 'later', every: 5000 },
  // Each of these takes at most a tenth of the time. They are measured on the trace or shown beside it.
  lags: { retry: 'later', restFactor: 9, after: 'trace' },
  lagsHeldOut: { retry: 'later', restFactor: 9, after: 'trace' },
  lagsBefore: { retry: 'later', restFactor: 9, after: 'lags' },
  chain: { retry: 'later', restFactor: 9, after: 'trace' },
  jacobian: { retry: 'later', restFactor: 9, after: 'trace' },
  checkpointMetrics: { retry: 'later', restFactor: 9, after: 'trace' },
  // Paced by training steps (`Schedule`).
  heldOut: { retry: 'later' },
  sample: { retry: 'later' },
} satisfies Record<string, Pace>;

const FINDER_PACES = {
  // What a person asks for is asked at once, and once.
  search: { retry: 'never' },
  ranking: { retry: 'never' },
  scoresOverTraining: { retry: 'never' },
  match: { retry: 'never' },
  clampedWriting: { retry: 'never' },
  // While training, four fifths of a core remain for it.
  ablation: { retry: 'never', debounce: 120, restFactor: 4 },
  unitReport: { retry: 'never', debounce: 150 },
} satisfies Record<string, Pace>;

/** Questions to the viewing worker, and questions to finding workers. */
export type ViewerQueryKind = keyof typeof VIEWER_PACES;
export type FinderQueryKind = keyof typeof FINDER_PACES;

export const PACES: Readonly<Record<ViewerQueryKind | FinderQueryKind | 'textSearch', Pace>> = {
  ...VIEWER_PACES,
  ...FINDER_PACES,
  textSearch: { retry: 'never', debounce: 120 },
};
