import { MEMORY_TASKS, type TaskText, taskText } from '../samples/memoryTasks.ts';
import { handOver, type ViewerClient } from '../worker/client.ts';
import type { AppStoreApi, SlotId, SlotRun, TextState } from './state.ts';

/** Characters of the test text: some hundred answers of most tasks. */
const TEST_LENGTH = 8000;
/** The test asks at longer lags than training did, up to so many times the longest. */
const BEYOND = 1.5;
/** Milliseconds between two tests of one model while it trains. */
const REFRESH_EVERY = 3000;

interface Test extends TaskText {
  /** The text that it belongs to, by identity. */
  readonly of: TextState;
  readonly tokens: Int32Array;
}

/** Asks models that learn a memory task on a text of the same task that training does not contain. */
export class RecallLook {
  private test: Test | null = null;
  private readonly asked = new Map<SlotId, { readonly params: Float32Array; readonly at: number }>();

  constructor(
    private readonly store: AppStoreApi,
    private readonly ask: <T>(question: (api: ViewerClient['api']) => Promise<T>) => Promise<T>,
  ) {}

  /** Whether a test is wanted of the weights behind the model's trace now. */
  isDue(id: SlotId, training: boolean): boolean {
    const { workspace, comparePage, text, tracedParams, recall } = this.store.getState();
    if (workspace !== 'compare' || comparePage !== 'memory' || text?.source.kind !== 'task') return false;
    const before = this.asked.get(id);
    const params = tracedParams[id];
    if (!params || (recall[id] && before?.params === params)) return false;
    return !training || !recall[id] || !before || performance.now() - before.at >= REFRESH_EVERY;
  }

  async run(id: SlotId, { spec }: SlotRun): Promise<void> {
    const { text, tracedParams, traces } = this.store.getState();
    const weights = tracedParams[id];
    const step = traces[id]?.step;
    if (!text || !weights || step === undefined) return;
    const { tokens: all, answers } = this.testOf(text);
    if (answers.length === 0) return;
    const params = weights.slice();
    const tokens = all.slice();
    const scores = await this.ask((api) =>
      api.recall(spec, handOver(params, params), handOver(tokens, tokens), answers),
    );
    const now = this.store.getState();
    if (now.text !== text || now.runs[id]?.spec !== spec) return;
    this.asked.set(id, { params: weights, at: performance.now() });
    this.store.setState({ recall: { ...now.recall, [id]: { step, asked: answers, scores } } });
  }

  private testOf(text: TextState): Test {
    if (this.test?.of === text) return this.test;
    const { source } = text;
    const task = source.kind === 'task' ? MEMORY_TASKS.find(({ id }) => id === source.id) : undefined;
    const made =
      task && source.kind === 'task'
        ? taskText(task, Math.round(source.lag * BEYOND), TEST_LENGTH, 'test')
        : { text: '', answers: [] };
    const index = new Map(text.symbols.map((symbol, token) => [symbol, token]));
    const tokens = Int32Array.from(made.text, (symbol) => index.get(symbol) ?? 0);
    this.test = { of: text, ...made, tokens };
    return this.test;
  }
}
