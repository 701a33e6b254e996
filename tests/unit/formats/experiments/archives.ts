/** Good and bad archives, made here and kept nowhere: what is opened, by a name. */
import type { GivenBytes } from '../../../../src/formats/models/openedModel.ts';
import { writeZip } from '../../../../src/formats/zip/writeZip.ts';
import { ZipArchive } from '../../../../src/formats/zip/readZip.ts';
import { experimentFileContents } from '../../../../src/exports/experimentFile.ts';
import type { Experiment } from '../../../../src/state/experiment.ts';
import { madeExperiment } from '../../state/madeExperiment.ts';
import { GOOD, ownWeights } from '../models/corpus.ts';
import { joined, type MadeEntry, madeZip } from '../zip/zipFiles.ts';

type Archives = Readonly<Record<string, () => GivenBytes>>;

/** The file of an experiment, as it is saved. */
export function savedExperiment(experiment: Experiment, name = ''): Uint8Array {
  const state = { models: {}, settings: experiment.settings, text: null };
  return writeZip(experimentFileContents(state, experiment, name));
}

const saved = (): Uint8Array => savedExperiment(madeExperiment(3), 'Three steps');
const file = (bytes: Uint8Array): GivenBytes => ({ name: 'saved.zip', bytes });
const zip = (...entries: MadeEntry[]): GivenBytes => file(madeZip(entries));
const text = (content: string): Uint8Array => new TextEncoder().encode(content);

/** The entries of a saved experiment, one of them replaced or left out. */
function entriesWith(name: string, content: Uint8Array | null): readonly MadeEntry[] {
  const archive = new ZipArchive(saved());
  return archive.names.flatMap((one): MadeEntry[] => {
    if (one !== name) return [{ name: one, content: archive.read(one)! }];
    return content ? [{ name: one, content }] : [];
  });
}

function described(change: (json: string) => string): GivenBytes {
  const json = new TextDecoder().decode(new ZipArchive(saved()).read('experiment.json')!);
  return file(madeZip(entriesWith('experiment.json', text(change(json)))));
}

export const GOOD_EXPERIMENTS: Archives = {
  'an experiment before its first step': () => file(savedExperiment(madeExperiment(0))),
  'an experiment after three steps': () => file(saved()),
  'an experiment that was unpacked and packed again': () =>
    file(madeZip(entriesWith('', null).map((one) => ({ ...one, isDeflated: true })))),
  'an experiment in a folder, with what macOS adds': () =>
    zip(
      ...entriesWith('', null).map((one) => ({ ...one, name: `my experiment/${one.name}` })),
      { name: '__MACOSX/._experiment.json' },
      { name: 'my experiment/models/' },
    ),
};

export const GOOD_MODELS: Archives = {
  'weights of this page in an archive': () => zip({ name: 'a.safetensors', content: ownWeights().bytes }),
  'an ml5 folder in an archive': () =>
    zip(
      ...GOOD['ml5 folder']!().map(({ name, bytes }) => ({ name: `woolf/${name}`, content: bytes, isDeflated: true })),
    ),
  'a tfjs model in an archive': () => zip(...GOOD['tfjs LSTM']!().map(({ name, bytes }) => ({ name, content: bytes }))),
};

const ZEROS = new Uint8Array(1024 * 1024);

export const BAD_ARCHIVES: Archives = {
  'an archive of texts': () => zip({ name: 'a.txt' }, { name: 'b.txt' }),
  'an archive of two models': () =>
    zip({ name: 'a.safetensors', content: ownWeights().bytes }, { name: 'b.safetensors', content: ownWeights().bytes }),
  'an archive in an archive': () => zip({ name: 'inner.zip', content: saved() }),
  'an empty archive': () => zip(),
  'an archive of sixty-five files': () => zip(...Array.from({ length: 65 }, (_, k) => ({ name: `${k}.txt` }))),
  'an archive of 600 files': () => zip(...Array.from({ length: 600 }, (_, k) => ({ name: `${k}.txt` }))),
  'an experiment without experiment.json': () => file(madeZip(entriesWith('experiment.json', null))),
  // Bombs
  'a bomb that says its size': () =>
    zip(...['a', 'b', 'c'].map((name) => ({ name, content: new Uint8Array(23e6), isDeflated: true }))),
  'a bomb that lies about its size': () =>
    zip({ name: 'a.txt', content: ZEROS, isDeflated: true, change: { size: 10 } }),
  'an entry that cannot be as long as it says': () =>
    zip({ name: 'a.txt', content: text('aaaa'), isDeflated: true, change: { size: 60_000_000 } }),
  'entries that share their bytes': () =>
    zip({ name: 'a.txt' }, { name: 'a.tx2', change: { from: 0, localName: 'a.tx2' } }),
  'entries that overlap': () =>
    file(
      (() => {
        const inner = madeZip([{ name: 'b.txt' }]).subarray(0, 40);
        return madeZip([
          { name: 'a.txt', content: inner },
          { name: 'b.txt', change: { from: 35 } },
        ]);
      })(),
    ),
  // Names
  'a name that leads out': () => zip({ name: '../../a.txt' }),
  'a name that leads out on Windows': () => zip({ name: '..\\a.txt' }),
  'an absolute name': () => zip({ name: '/etc/passwd' }),
  'a name with a drive': () => zip({ name: 'C:/a.txt' }),
  'a name with a zero byte': () => zip({ name: 'a\0.txt' }),
  'an empty name': () => zip({ name: '' }),
  'a name of 300 bytes': () => zip({ name: 'a'.repeat(300) }),
  'a name twice': () => zip({ name: 'a.txt' }, { name: 'A.txt' }),
  'a name that is another in front of the entry': () => zip({ name: 'a.txt', change: { localName: 'b.txt' } }),
  // Forms
  'an encrypted entry': () => zip({ name: 'a.txt', change: { flags: 0x801 } }),
  'an entry packed by another method': () => zip({ name: 'a.txt', change: { method: 14 } }),
  'an entry with two methods': () => zip({ name: 'a.txt', change: { localMethod: 8 } }),
  'an entry with two lengths': () => zip({ name: 'a.txt', change: { size: 9 } }),
  'an entry in the form zip64': () => zip({ name: 'a.txt', change: { size: 0xffffffff, method: 8 } }),
  'an archive in the form zip64': () => file(madeZip([{ name: 'a.txt' }], { begin: 0xffffffff })),
  'an archive in several parts': () => file(madeZip([{ name: 'a.txt' }], { countHere: 0 })),
  'an archive with a wrong checksum': () => zip({ name: 'a.txt', change: { crc: 1 } }),
  'a packed entry that is damaged': () =>
    zip({ name: 'a.txt', content: text('hello hello hello'), change: { method: 8, size: 30 } }),
  'an archive that is cut off': () => file(saved().subarray(0, 3000)),
  'an archive with something in front of it': () =>
    file(joined([text('PK\x03\x04....'), madeZip([{ name: 'a.txt' }])])),
  'an archive whose directory is longer than it says': () =>
    file(madeZip([{ name: 'a' }, { name: 'b' }], { count: 1 })),
  // Experiments
  'an experiment without its text': () => file(madeZip(entriesWith('text.txt', null))),
  'an experiment without the weights of a model': () =>
    file(madeZip(entriesWith('models/gru/weights.safetensors', null))),
  'an experiment with weights that are cut off': () =>
    file(
      madeZip(
        entriesWith(
          'models/gru/weights.safetensors',
          new ZipArchive(saved()).read('models/gru/weights.safetensors')!.subarray(0, 2000),
        ),
      ),
    ),
  'an experiment with a text that is no UTF-8': () => file(madeZip(entriesWith('text.txt', Uint8Array.of(0xff)))),
  'an experiment with another text': () => file(madeZip(entriesWith('text.txt', text('aé😀')))),
  'experiment.json that is cut off': () => described((json) => json.slice(0, -9)),
  'experiment.json of a newer version': () => described((json) => json.replace('"version": 1', '"version": 2')),
  'experiment.json without a version': () => described((json) => json.replace('"version": 1', '"version": "1"')),
  'experiment.json of something else': () => described(() => '{"format": "notebook"}'),
  'experiment.json with a key twice': () => described((json) => json.replace('"name"', '"format": "", "name"')),
  'experiment.json with a key __proto__': () => described((json) => json.replace('"name"', '"__proto__": {}, "name"')),
  'experiment.json with a wrong setting': () => described((json) => json.replace('"batch": 2', '"batch": "two"')),
  'experiment.json that names a tensor that is not there': () =>
    described((json) => json.replace('#moments.0', '#moments.7')),
  'experiment.json that names an entry outside': () =>
    described((json) => json.replace('"text.txt"', '"../text.safetensors#tokens"')),
  'experiment.json that names a number': () => described((json) => json.replace('"text.txt"', '7')),
  'experiment.json in which arrays are exchanged': () =>
    described((json) => json.replace('optimizer.safetensors#moments.0', 'optimizer.safetensors#carry.h')),
};
