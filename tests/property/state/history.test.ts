/** Undo and Redo over random sequences of actions on a small document. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesHeld } from '../../../src/state/bytesHeld.ts';
import {
  type Bounds,
  type Direction,
  type History,
  moved,
  nextEntry,
  NO_HISTORY,
  recorded,
  SAME_CHANGE_WITHIN,
} from '../../../src/state/history.ts';

/** Two values of which an action changes one: a memento is the value, or the whole document. */
interface Document {
  readonly a: Float32Array;
  readonly b: Float32Array;
}
type Memento = { readonly a: Float32Array } | { readonly b: Float32Array } | Document;

const WIDE: Bounds<Memento> = { entries: 1000, bytes: Infinity, bytesOf: bytesHeld };

class Editor {
  document: Document = { a: new Float32Array(1), b: new Float32Array(1) };
  history: History<Memento> = NO_HISTORY;
  private time = 0;

  constructor(private readonly bounds: Bounds<Memento> = WIDE) {}

  act(part: 'a' | 'b' | 'whole', size: number, key: string | null = null, after = 2 * SAME_CHANGE_WITHIN): void {
    const { document } = this;
    this.time += after;
    const memento = part === 'whole' ? document : part === 'a' ? { a: document.a } : { b: document.b };
    this.history = recorded(this.history, { what: part, key, at: this.time, memento }, this.bounds);
    const fresh = new Float32Array(size).fill(this.time);
    this.document = part === 'whole' ? { a: fresh, b: fresh } : { ...document, [part]: fresh };
  }

  /** What training does: it changes the document without an entry. */
  train(): void {
    const { a } = this.document;
    this.document = { ...this.document, a: a.map((value) => value + 1) };
  }

  go(direction: Direction): boolean {
    const entry = nextEntry(this.history, direction);
    if (!entry) return false;
    const { memento } = entry;
    const other =
      'a' in memento && 'b' in memento
        ? this.document
        : 'a' in memento
          ? { a: this.document.a }
          : { b: this.document.b };
    this.history = moved(this.history, direction, other, this.bounds);
    this.document = { ...this.document, ...memento };
    return true;
  }
}

const part = fc.constantFrom('a' as const, 'b' as const, 'whole' as const);
const action = fc.record({ part, size: fc.integer({ min: 1, max: 40 }) });
const walk = fc.constantFrom('undo' as const, 'redo' as const);
const anything = fc.oneof(action, walk, fc.constant('train' as const));

function run(
  editor: Editor,
  steps: readonly (Direction | 'train' | { readonly part: 'a' | 'b' | 'whole'; readonly size: number })[],
): void {
  for (const step of steps) {
    if (step === 'train') editor.train();
    else if (typeof step === 'string') editor.go(step);
    else editor.act(step.part, step.size);
  }
}

describe('the history', () => {
  test('leads back to the beginning and forth to the end, through everything that stood between', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 30 }), (actions) => {
        const editor = new Editor();
        const seen = [editor.document];
        for (const one of actions) {
          editor.act(one.part, one.size);
          seen.push(editor.document);
        }
        for (let k = actions.length - 1; k >= 0; k--) {
          expect(editor.go('undo')).toBe(true);
          expect(editor.document).toEqual(seen[k]);
        }
        expect(editor.go('undo')).toBe(false);
        for (let k = 1; k <= actions.length; k++) {
          expect(editor.go('redo')).toBe(true);
          expect(editor.document).toEqual(seen[k]);
        }
        expect(editor.go('redo')).toBe(false);
      }),
    );
  });

  test('after any walk with training on the way: undone as often as possible and redone as often, nothing is lost', () => {
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 40 }), (steps) => {
        const editor = new Editor();
        run(editor, steps);
        const before = editor.document;
        let count = 0;
        while (editor.go('undo')) count++;
        for (let k = 0; k < count; k++) expect(editor.go('redo')).toBe(true);
        expect(editor.document).toEqual(before);
      }),
    );
  });

  test('never holds more entries or bytes than allowed, except the newest entry alone, and loses the oldest', () => {
    fc.assert(
      fc.property(
        fc.array(anything, { maxLength: 60 }),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 8, max: 400 }),
        (steps, entries, bytes) => {
          const editor = new Editor({ entries, bytes, bytesOf: bytesHeld });
          for (const step of steps) {
            const held = editor.history;
            run(editor, [step]);
            const { past, future } = editor.history;
            const all = [...past, ...future];
            expect(all.length).toBeLessThanOrEqual(entries);
            if (all.length > 1) expect(bytesHeld(all.map(({ memento }) => memento))).toBeLessThanOrEqual(bytes);
            // What was just done or undone can be taken back.
            if (typeof step !== 'string') expect(past.at(-1)?.what).toBe(step.part);
            if (step === 'undo' && held.past.length > 0) expect(future.at(-1)?.what).toBe(held.past.at(-1)!.what);
            // What is left is the newer end.
            const kept = past.filter((entry) => held.past.includes(entry));
            expect(kept).toEqual(
              held.past.slice(held.past.indexOf(kept[0]!), held.past.indexOf(kept[0]!) + kept.length),
            );
          }
        },
      ),
    );
  });

  test('forgets what had been undone with the next action', () => {
    const editor = new Editor();
    editor.act('a', 1);
    editor.act('b', 1);
    editor.go('undo');
    editor.act('whole', 2);
    expect(editor.history.future).toEqual([]);
    expect(editor.history.past.map(({ what }) => what)).toEqual(['a', 'whole']);
  });

  test('takes quick changes of one thing for one, slow ones and those after an undo for others', () => {
    const editor = new Editor();
    const first = editor.document;
    for (let k = 0; k < 5; k++) editor.act('a', 1, 'a', SAME_CHANGE_WITHIN - 1);
    expect(editor.history.past).toHaveLength(1);
    const dragged = editor.document;
    editor.act('a', 1, 'a', SAME_CHANGE_WITHIN);
    expect(editor.history.past).toHaveLength(2);
    editor.go('undo');
    expect(editor.document).toEqual(dragged);
    editor.act('a', 1, 'a', 1);
    editor.act('b', 1, 'b', 1);
    expect(editor.history.past).toHaveLength(3);
    while (editor.go('undo'));
    expect(editor.document).toEqual(first);
    // What was done again is no longer being dragged.
    editor.go('redo');
    editor.act('a', 1, 'a', 1);
    expect(editor.history.past).toHaveLength(2);
  });
});

describe('the bytes that values hold', () => {
  test('count a buffer once, whoever shares it and however much of it', () => {
    const buffer = new Float32Array(100);
    const shared = { params: buffer, part: buffer.subarray(10, 20) };
    expect(bytesHeld([shared, { again: shared, other: buffer }])).toBe(400);
    expect(bytesHeld([{ text: 'abc', list: [1, 2, 3], none: null, is: true }])).toBe(6 + 24);
  });
});
