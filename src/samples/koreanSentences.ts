/**
 * Short Korean sentences. Their structure is known: the particles 은/는, 이/가, 을/를, 과/와 and 으로/로 depend on whether the
 * syllable before them ends in a consonant, which a network can learn from the syllables alone.
 */
import { createRandom } from '../engine/random.ts';
import { deck, pick } from './choices.ts';

const LENGTH = 6000;

/** Number of the final consonant of a Hangul syllable, 0 for none (Unicode 15, section 3.12: syllables in blocks of 28). */
export function finalConsonant(word: string): number {
  return (word.charCodeAt(word.length - 1) - 0xac00) % 28;
}

/** The word with the correct form of the particle: `closed` after a consonant, `open` after a vowel. */
function withParticle(word: string, closed: string, open: string): string {
  return word + (finalConsonant(word) === 0 ? open : closed);
}

const topic = (word: string): string => withParticle(word, '은', '는');
const subject = (word: string): string => withParticle(word, '이', '가');
const object = (word: string): string => withParticle(word, '을', '를');
const and = (word: string): string => withParticle(word, '과', '와');
/** “Towards” a place; after ㄹ (number 8) the form is that after a vowel. */
const towards = (word: string): string => word + ([0, 8].includes(finalConsonant(word)) ? '로' : '으로');

const PEOPLE = ['어머니', '동생', '선생님', '친구', '할아버지', '누나', '학생', '의사', '농부', '아이'];
const THINGS = ['책', '사과', '편지', '우산', '커피', '빵', '그림', '노래', '신문', '기타', '꽃', '사진'];
const POSITIONS = ['학교', '시장', '바다', '산', '서울', '도서관', '집', '공원', '부엌', '강'];
const TIMES = ['오늘', '어제', '아침에', '저녁에', '주말에', '밤마다', '지난주에', '비가 오는 날에'];
const WEATHER = ['바람', '비', '눈', '달', '구름', '햇빛'];

/** Past-tense verbs that take an object, and verbs that say where somebody went. */
const DOING = ['샀습니다', '보았습니다', '찾았습니다', '좋아했습니다', '잊었습니다', '가져왔습니다', '나누었습니다'];
const GOING = ['갔습니다', '걸어갔습니다', '떠났습니다', '뛰어갔습니다'];
const SEEMING = ['조용했습니다', '아름다웠습니다', '추웠습니다', '밝았습니다'];

/** The sample text. */
export function koreanSentences(): string {
  const random = createRandom(1, 'samples/korean-sentences');
  const person = deck(random, PEOPLE);
  const thing = deck(random, THINGS);
  const position = deck(random, POSITIONS);
  const time = deck(random, TIMES);
  const doing = deck(random, DOING);
  const message = deck<() => string>(random, [
    () => `${topic(person())} ${time()} ${object(thing())} ${doing()}.`,
    () => `${time()} ${topic(person())} ${towards(position())} ${pick(random, GOING)}.`,
    () => `${and(person())} ${topic(person())} ${position()}에서 ${object(thing())} ${doing()}.`,
    () => `${subject(pick(random, WEATHER))} ${position()}에 왔고, ${topic(position())} ${pick(random, SEEMING)}.`,
    () =>
      `"${object(thing())} ${pick(random, ['보았습니까', '샀습니까', '찾았습니까'])}?" ${subject(person())} 물었습니다.`,
    () => `${topic(person())} ${and(thing())} ${object(thing())} 들고 ${towards(position())} ${pick(random, GOING)}.`,
  ]);
  let text = '';
  while (text.length < LENGTH) {
    const length = 2 + random.integer(3);
    text += `${Array.from({ length }, () => message()()).join(' ')}\n`;
  }
  return text;
}
