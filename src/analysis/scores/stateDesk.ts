import type { LabelValues } from './labelValues.ts';
import { type AskableLabel, askableLabels } from './askedLabels.ts';
import type { FindSubject } from './findings.ts';
import { type ChannelPlace, scanStates } from './scan.ts';
import { MOST_CHARACTERS, searchStretch } from './search.ts';
import type { SearchTools } from './tools.ts';
import { unitCount } from './units.ts';

/** Most bytes of codes that are kept from one question to the next. */
const MOST_BYTES = 110e6;

/**
 * The states of one model over a long stretch of a text, read one channel at a time when they are asked for, and the labels of
 * the same stretch. What was read stays for the next question while there is room, so that a threshold may be moved without
 * reading again.
 */
export class StateDesk {
  /** First character of the text that is read, and how many are. */
  readonly from: number;
  readonly count: number;
  /** The last so many are the part on which a search scores, read as a search reads it: a unit scores here what it scores there. */
  readonly scored: number;
  /** Streams that read this part, and the one before it, side by side. */
  readonly streams: number;
  readonly labels: readonly AskableLabel[];
  /** By layer and channel, the one asked for last at the end. */
  private readonly read = new Map<string, Uint16Array>();
  private readonly values = new Map<string, LabelValues>();

  constructor(
    readonly subject: FindSubject,
    private readonly tools: Pick<SearchTools, 'openReader'>,
  ) {
    const { tokens, spec } = subject;
    this.count = Math.min(tokens.length, MOST_CHARACTERS);
    this.from = tokens.length - this.count;
    const { half, streams } = searchStretch(tokens.length, unitCount(spec));
    this.scored = half;
    this.streams = streams;
    this.labels = askableLabels(subject, this);
  }

  /**
   * Codes of a channel's units (see `codes.ts`) on the stretch, [H, count]; not to be changed.
   *
   * @param report is told which share is read
   */
  async codes(place: ChannelPlace, report: (share: number) => void = () => undefined): Promise<Uint16Array> {
    const key = `${place.layer} ${place.channel}`;
    let codes = this.read.get(key);
    if (codes) {
      this.read.delete(key);
    } else {
      const length = this.subject.spec.hidden * this.count;
      this.makeRoom(2 * length);
      codes = new Uint16Array(length);
      await this.scan(place, codes, report);
    }
    this.read.set(key, codes);
    return codes;
  }

  /**
   * A label's values on the stretch.
   *
   * @throws RangeError if there is no such label; SyntaxError if it is no regular expression
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

  /** Reads both parts, one after the other, each from its own warm-up. */
  private async scan(place: ChannelPlace, codes: Uint16Array, report: (share: number) => void): Promise<void> {
    const { spec, params, tokens } = this.subject;
    const reader = await this.tools.openReader(spec, params, this.streams);
    const n = this.count;
    let at = 0;
    for (const length of [n - this.scored, this.scored]) {
      const part = new Uint16Array(spec.hidden * length);
      const before = at;
      scanStates(reader, tokens, this.from + at, length, part, (share) => report((before + share * length) / n), [
        place,
      ]);
      for (let unit = 0; unit < spec.hidden; unit++)
        codes.set(part.subarray(unit * length, (unit + 1) * length), unit * n + at);
      at += length;
    }
  }

  private makeRoom(bytes: number): void {
    let held = bytes;
    for (const codes of this.read.values()) held += codes.byteLength;
    for (const [key, codes] of this.read) {
      if (held <= MOST_BYTES) return;
      this.read.delete(key);
      held -= codes.byteLength;
    }
  }
}
