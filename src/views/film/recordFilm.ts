/** Records a film with the browser's own recorder. */
import { FILM, type FilmFrame } from '../../draw/filmFrame.ts';
import { paintFilmFrame } from './paintFilmFrame.ts';

/** A film that is still to be recorded. */
export interface Film {
  /** Without its ending. */
  readonly name: string;
  readonly count: number;
  /** Milliseconds for which each picture stands. */
  readonly hold: number;
  readonly frame: (k: number) => Promise<FilmFrame>;
}

/** What recorders write, the better first, with the endings of the files. */
const TYPES = [
  ['video/webm;codecs=vp9', 'webm'],
  ['video/webm', 'webm'],
  ['video/mp4', 'mp4'],
] as const;

/** Bits per second: maps have hard edges. */
const BITS = 8_000_000;
/** How often the last picture is given once more. A recorder ends with the last that it gets, however long that stood. */
const MORE = 3;
/** How often at most, while a recorder on a busy machine has not written anything yet: such a file would be no film. */
const MOST_MORE = 200;

/** Type and ending of the films that this browser records; null where it records none. */
export function filmType(): (typeof TYPES)[number] | null {
  if (typeof MediaRecorder === 'undefined' || !('captureStream' in HTMLCanvasElement.prototype)) return null;
  return TYPES.find(([type]) => MediaRecorder.isTypeSupported(type)) ?? null;
}

/** What a person does to a recording, and sees of it. */
interface Recording {
  /** Breaks it off. */
  readonly signal: AbortSignal;
  /** Ends the film with the picture that stands then. */
  readonly ending: AbortSignal;
  /** Gets the number of pictures that have been recorded, and the milliseconds since the first. */
  readonly shown: (count: number, elapsed: number) => void;
}

/**
 * Records as long as the film lasts: the browser's recorder goes by the clock. A picture that takes longer to draw than one is
 * to stand makes the film longer.
 *
 * @param canvas on which the pictures are painted one after the other
 * @returns null if it was broken off
 */
export async function recordFilm(
  film: Film,
  canvas: HTMLCanvasElement,
  type: string,
  { signal, ending, shown }: Recording,
): Promise<Uint8Array | null> {
  canvas.width = FILM.width;
  canvas.height = FILM.height;
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('no canvas');
  const parts: Blob[] = [];
  // Computed before the clock runs, as far as it can be: the first picture.
  let next = film.frame(0);
  paintFilmFrame(context, await next);
  const { stream, capture } = captured(canvas);
  const recorder = new MediaRecorder(stream, { mimeType: type, videoBitsPerSecond: BITS });
  recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
  const hasWritten = (): boolean => parts.some(({ size }) => size > 0);
  const stopped = new Promise<void>((resolve, reject) => {
    recorder.addEventListener('stop', () => resolve());
    recorder.addEventListener('error', () => reject(new Error('the recorder failed')));
  });
  recorder.start();
  const began = performance.now();
  let { count } = film;
  try {
    for (let k = 0; k < count + MORE || !hasWritten(); k++) {
      if (signal.aborted) break;
      if (k >= count + MOST_MORE) throw new Error('the recorder wrote nothing');
      const until = performance.now() + film.hold;
      paintFilmFrame(context, await next);
      capture();
      if (ending.aborted) count = Math.min(count, k + 1);
      if (k < count) shown(k + 1, performance.now() - began);
      if (k + 1 < count) next = film.frame(k + 1);
      await next;
      await passed(until - performance.now(), signal);
      if (k >= count) recorder.requestData();
    }
  } finally {
    recorder.stop();
    await stopped;
    for (const track of stream.getTracks()) track.stop();
  }
  return signal.aborted ? null : new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** The stream of a canvas, and what hands it the picture of now. Browsers without that take every change by themselves. */
function captured(canvas: HTMLCanvasElement): { readonly stream: MediaStream; readonly capture: () => void } {
  const stream = canvas.captureStream(0);
  const [track] = stream.getVideoTracks();
  if (track && 'requestFrame' in track) {
    const { requestFrame } = track as CanvasCaptureMediaStreamTrack;
    return { stream, capture: () => requestFrame.call(track) };
  }
  return { stream: canvas.captureStream(), capture: () => undefined };
}

function passed(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
