import type { LabelValues } from './labelValues.ts';
import { type AskableLabel, askableLabels } from './askedLabels.ts';
import type { Range } from '../../engine/range.ts';
import type { FindSubject } from './findings.ts';
import { type ChannelRef, scanStates } from './scan.ts';
import { MOST_CHARACTERS, searchStretch } from './search.ts';
import type { SearchTools } from './tools.ts';
import { unitCount } from './units.ts';

/** Bytes of codes that stay in the cache between questions. */
const MOST_BYTES = 110e6;

/**
 * The states of one model over a long range of a text, and the labels of the same range. One channel at a time is
 * read when it is first needed. Its codes stay cached while there is room, so that a threshold can change without
 * reading again.
 */
export class StateCache {
  /** The range. */
  readonly read: Range;
  /** Its number of characters. */
  readonly count: number;
  /**
   * The last characters of the range, on which a search scores. They are read in the same way as by a search, so a
   * unit has the same score here and there.
   */
  readonly scored: number;
  /** The number of streams that read each of the two parts in parallel. */
  readonly streams: number;
  readonly labels: readonly AskableLabel[];
  /** Codes by layer and channel; the most recently used one is last. */
  private readonly cached = new Map<string, Uint16Array>();
  private readonly values = new Map<string, LabelValues>();

  constructor(
    readonly subject: FindSubject,
    private readonly tools: Pick<SearchTools, 'openReader'>,
  ) {
    const { tokens, spec } = subject;
    this.count = Math.min(tokens.length, MOST_CHARACTERS);
    this.read = { from: tokens.length - this.count, to: tokens.length };
    const { half, streams } = searchStretch(tokens.length, unitCount(spec));
    this.scored = half;
    this.streams = streams;
    this.labels = askableLabels(subject, this.read);
  }

  /**
   * Codes of a channel's units (see `codes.ts`) on the range, [H, count]. Do not change them.
   *
   * @param report receives the share that is read
   */
  async codes(channel: ChannelRef, report: (share: number) => void = () => undefined): Promise<Uint16Array> {
    const key = `${channel.layer} ${channel.channel}`;
    let codes = this.cached.get(key);
    if (codes) {
      this.cached.delete(key);
    } else {
      const length = this.subject.spec.hidden * this.count;
      this.makeRoom(2 * length);
      codes = new Uint16Array(length);
      await this.scan(channel, codes, report);
    }
    this.cached.set(key, codes);
    return codes;
  }

  /**
   * A label's values on the range.
   *
   * @throws RangeError if there is no such label; SyntaxError if it is not a valid regular expression
   */
  label(id: string): LabelValues {
    let values = this.values.get(id);
    if (!values) {
      const label = this.labels.find((one) => one.id === id);
      if (!label) throw new RangeError(`there is no label ${id}`);
      this.values.set(id, (values = label.compute()));
    }
    return values;
  }

  /** Reads both parts, one after the other, each after its own warm-up. */
  private async scan(channel: ChannelRef, codes: Uint16Array, report: (share: number) => void): Promise<void> {
    const { spec, params, tokens } = this.subject;
    const reader = await this.tools.openReader(spec, params, this.streams);
    const n = this.count;
    let at = 0;
    for (const length of [n - this.scored, this.scored]) {
      const part = new Uint16Array(spec.hidden * length);
      const before = at;
      scanStates(reader, tokens, this.read.from + at, length, part, (share) => report((before + share * length) / n), [
        channel,
      ]);
      for (let unit = 0; unit < spec.hidden; unit++)
        codes.set(part.subarray(unit * length, (unit + 1) * length), unit * n + at);
      at += length;
    }
  }

  private makeRoom(bytes: number): void {
    let total = bytes;
    for (const codes of this.cached.values()) total += codes.byteLength;
    for (const [key, codes] of this.cached) {
      if (total <= MOST_BYTES) return;
      this.cached.delete(key);
      total -= codes.byteLength;
    }
  }
}
