/** Which encodings are offered for a file, by the browser's own decoders, on texts in many languages and their encodings. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fittingEncodings } from '../../../src/formats/encodings.ts';
import { decodeFile, readTextFile } from '../../../src/formats/textFile.ts';
import { encoderOf } from '../support/encoder.ts';

/** Everyday sentences of ours. */
const TEXTS = {
  French:
    'Ça coûte cinq euros, dit-elle ; « très bien », répondit-il, à bientôt. Où êtes-vous né ? Là-bas, près du château.\n',
  German: 'Die Mädchen grüßten müde über die Straße hinweg. Später hörten wir noch größere Töne aus dem Süden.\n',
  Spanish: '¿Dónde está el niño? Mañana comeremos aquí con el señor Núñez, según él dijo. ¡Qué alegría!\n',
  Portuguese: 'Não há razão para ficar aqui; amanhã à noite irão à praça com o irmão e a avó.\n',
  Danish: 'Den gamle mand gik på åen og så på de røde æbler, men kunne ikke nå dem.\n',
  Icelandic: 'Það var einu sinni maður sem átti þrjá syni og bjó í litlu húsi við ána.\n',
  Polish: 'Żółta łódź płynęła powoli wśród mgły, a na brzegu stał chłopiec i śpiewał cichą pieśń.\n',
  Czech: 'Příliš žluťoučký kůň přeběhl řeku a děti ještě dlouho mluvily o tom, co viděly.\n',
  Hungarian: 'A kőműves őrült módon építette a hűvös falat, és közben régi történeteket mesélt.\n',
  Turkish: 'Bugün hava çok güzel, çocuklar ağacın altında oynuyor ve yaşlı adam şarkı söylüyor, ışık sönüyor.\n',
  Lithuanian: 'Ąžuolas stovėjo prie kelio, žmonės ėjo į miestą, o vaikai žaidė šalia upės ir juokėsi.\n',
  Russian: 'Вечером дети вернулись домой, и мать спросила их, где они были. Они долго молчали.\n',
  Ukrainian: 'Увечері діти повернулися додому, і мати запитала їх, де вони були. Вони довго мовчали.\n',
  Greek: 'Το βράδυ τα παιδιά γύρισαν στο σπίτι και η μητέρα τα ρώτησε πού ήταν. Δεν απάντησαν αμέσως.\n',
  Hebrew: 'בערב חזרו הילדים הביתה ואמם שאלה אותם איפה היו. הם שתקו זמן רב.\n',
  Arabic: 'في المساء عاد الأطفال إلى البيت وسألتهم أمهم أين كانوا. سكتوا وقتا طويلا.\n',
  Thai: 'ตอนเย็นเด็กกลับบ้านและแม่ถามว่าไปไหนมา เขาไม่ได้ตอบอยู่นาน\n',
  Chinese: '晚上孩子们回到家里，母亲问他们去了什么地方。他们很久都没有说话。\n',
  'Chinese, traditional': '晚上孩子們回到家裡，母親問他們去了什麼地方。他們很久都沒有說話。\n',
  Japanese: '夕方、子供たちは家に帰り、母は彼らにどこへ行っていたのかと聞いた。長い間、誰も答えなかった。\n',
  Korean: '저녁에 아이들이 집으로 돌아오자 어머니는 어디에 있었는지 물었다. 아이들은 오래 말이 없었다.\n',
  'Korean, short sentences': '오늘은 날씨가 좋습니다. 밖에 나가서 걸었습니다.\n',
} as const;

const CASES: readonly (readonly [language: keyof typeof TEXTS, label: string])[] = [
  ['French', 'windows-1252'],
  ['French', 'macintosh'],
  ['German', 'windows-1252'],
  ['German', 'macintosh'],
  ['Spanish', 'windows-1252'],
  ['Portuguese', 'windows-1252'],
  ['Danish', 'windows-1252'],
  ['Icelandic', 'windows-1252'],
  ['Polish', 'windows-1250'],
  ['Polish', 'iso-8859-2'],
  ['Czech', 'windows-1250'],
  ['Czech', 'iso-8859-2'],
  ['Hungarian', 'windows-1250'],
  ['Hungarian', 'iso-8859-2'],
  ['Turkish', 'windows-1254'],
  ['Lithuanian', 'windows-1257'],
  ['Russian', 'windows-1251'],
  ['Russian', 'koi8-r'],
  ['Russian', 'iso-8859-5'],
  ['Russian', 'ibm866'],
  ['Russian', 'x-mac-cyrillic'],
  ['Ukrainian', 'windows-1251'],
  ['Ukrainian', 'koi8-u'],
  ['Greek', 'windows-1253'],
  ['Greek', 'iso-8859-7'],
  ['Hebrew', 'windows-1255'],
  ['Hebrew', 'iso-8859-8'],
  ['Arabic', 'windows-1256'],
  ['Arabic', 'iso-8859-6'],
  ['Thai', 'windows-874'],
  ['Chinese', 'gb18030'],
  ['Chinese, traditional', 'big5'],
  ['Japanese', 'shift_jis'],
  ['Japanese', 'euc-jp'],
  ['Korean', 'euc-kr'],
  ['Korean, short sentences', 'euc-kr'],
];

describe('the encoding in which a file reads right stands first', () => {
  test.each(CASES)('%s in %s', (language, label) => {
    const text = TEXTS[language].repeat(20);
    const bytes = encoderOf(label)(text);
    expect(new TextDecoder(label).decode(bytes), 'the generator of these bytes').toBe(text);
    const reading = readTextFile(bytes, 'a.txt');
    if (reading.kind !== 'undecided') throw new Error('taken for UTF-8');
    const first = reading.offers[0]!;
    // Another encoding in which these bytes are the same text is as right.
    expect([first.label, decodeFile(bytes, first.label).text === text, first.faults]).toEqual([first.label, true, 0]);
    expect(text.startsWith(first.preview.slice(0, 200))).toBe(true);
    // No encoding is offered that cannot read the file.
    for (const { label: other, faults } of reading.offers) {
      if (faults === 0) expect(() => new TextDecoder(other, { fatal: true }).decode(bytes)).not.toThrow();
      else expect(new TextDecoder(other).decode(bytes)).toContain('\ufffd');
    }
    expect(reading.offers.some((one) => one.label === label || one.label === first.label)).toBe(true);
  });

  test('also in a text that is nearly all ASCII, with the first other character far inside', () => {
    const bytes = encoderOf('windows-1252')(
      `${'All work and no play makes a dull text.\n'.repeat(9000)}He said “naïve café”, 5 €.\n`,
    );
    const reading = readTextFile(bytes, 'a.txt');
    if (reading.kind !== 'undecided') throw new Error('taken for UTF-8');
    expect(reading.fault).toMatchObject({ at: 360_008, line: 9001, character: 9, byte: 0x93 });
    expect(reading.offers[0]).toMatchObject({ label: 'windows-1252', faults: 0 });
    expect(reading.offers[0]!.preview).toContain('He said “naïve café”, 5 €.');
  });
});

test('any bytes are read in every encoding that is offered, without faults where none are told', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 400 }), (bytes) => {
      const offers = fittingEncodings(bytes, 0);
      for (const { label, faults, score } of offers) {
        expect(Number.isFinite(score)).toBe(true);
        const decoded = new TextDecoder(label, { ignoreBOM: true }).decode(bytes);
        expect(decodeFile(bytes, label).text).toBe(decoded);
        expect(decoded.includes('\ufffd') || faults === 0).toBe(true);
        if (faults === 0 && !['utf-8', 'utf-16le', 'utf-16be', 'gb18030'].includes(label)) {
          expect(() => new TextDecoder(label, { fatal: true }).decode(bytes)).not.toThrow();
        }
      }
    }),
    { numRuns: 200 },
  );
});
