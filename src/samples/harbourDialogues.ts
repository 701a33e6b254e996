/**
 * English-like prose of a small harbour: scenes of two people who talk. Its structure is known: quotation marks open
 * and close inside one paragraph, sentences end with . ? or !, and lines break at widths that differ from paragraph
 * to paragraph.
 */
import { createRandom } from '../engine/random.ts';
import { between, capitalised, deck, pick, wrap } from './choices.ts';
import {
  ARRIVALS,
  BOATS,
  DEEDS,
  ENDINGS,
  GOODS,
  HIDING,
  MANNERS,
  MEANWHILE,
  NUMBERS,
  OBJECTS,
  PARTINGS,
  PEOPLE,
  type Person,
  PLACES,
  SOON,
  TIMES,
  WEATHER,
} from './harbourWords.ts';

/** The length of the sample, in characters. */
const LENGTH = 24_000;

/** The topic of a scene, which keeps the same object and boat. */
interface Topic {
  readonly object: string;
  readonly boat: string;
  readonly goods: string;
  /** Another person of the harbour. */
  readonly third: string;
}

/** One speaker's sentence without quotation marks, ending in . ? or ! */
type Line = string;

/**
 * Scenes of the harbour.
 *
 * @param length the smallest number of characters. The last scene is completed.
 */
export function harbourDialogues(length = LENGTH, seed = 1): string {
  const random = createRandom(seed, 'samples/harbour-dialogues');
  const draw = {
    boat: deck(random, BOATS),
    object: deck(random, OBJECTS),
    goods: deck(random, GOODS),
    position: deck(random, PLACES),
    hiding: deck(random, HIDING),
    time: deck(random, TIMES),
    soon: deck(random, SOON),
    number: deck(random, NUMBERS),
    weather: deck(random, WEATHER),
    deed: deck(random, DEEDS),
    manner: deck(random, MANNERS),
    meanwhile: deck(random, MEANWHILE),
    ending: deck(random, ENDINGS),
    parting: deck(random, PARTINGS),
    person: deck(random, PEOPLE),
    arrival: deck(random, ARRIVALS),
    gesture: deck(random, [
      'thought about it',
      'laughed',
      'nodded',
      'looked away',
      'frowned',
      'waited for the wind to pass',
    ]),
  };

  /** Questions and statements with suitable answers. */
  const exchanges: readonly ((topic: Topic) => readonly [Line, Line])[] = [
    ({ object }) => [`Have you seen the ${object}?`, `It is ${draw.hiding()}, where you left it ${draw.time()}.`],
    ({ object }) => [`What do you want with the ${object}?`, `Nothing yet, but I will need it ${draw.soon()}.`],
    ({ object, third }) => [`Who mended the ${object}?`, `${third} did, ${draw.time()}, and asked for nothing.`],
    ({ object, third }) => [`The ${object} is gone.`, `Then ask ${third}, who was here ${draw.time()}.`],
    ({ object }) => [`That ${object} is older than both of us.`, `So is the sea, and nobody throws it away.`],
    ({ boat }) => [`Will ${boat} sail ${draw.soon()}?`, `Only if the wind drops, and it will not.`],
    ({ boat }) => [
      `${capitalised(boat)} is late again.`,
      `She was late ${draw.time()} too, and she came home all the same.`,
    ],
    ({ boat, goods }) => [
      `What did ${boat} bring?`,
      `${capitalised(draw.number())} ${goods}, and a parrot that swears.`,
    ],
    ({ boat }) => [`Who is at the helm of ${boat}?`, `Nobody I know, and I know everybody.`],
    ({ goods }) => [
      `How many ${goods} did you count?`,
      `${capitalised(draw.number())} today, and ${draw.number()} more ${draw.hiding()}.`,
    ],
    ({ goods }) => [`Those ${goods} are not for us, are they?`, `No, they go north ${draw.soon()}.`],
    ({ third }) => [`Is it true what they say about ${third}?`, `Half of it, and the other half is better.`],
    ({ third }) => [`${third} will be angry.`, `${third} was angry ${draw.time()}, and the roof is still on.`],
    ({ third, object }) => [`Did ${third} write?`, `Only that the ${object} should stay ${draw.hiding()}.`],
    () => [`Do you hear that?`, `It is only the bell on the outer buoy.`],
    () => [`Is the tide going out?`, `It has been going out since you asked me last.`],
    () => [`You should sleep.`, `I slept ${draw.time()}, and look what happened.`],
    () => [`Listen!`, `I am listening, and there is nothing but the wind.`],
    () => [
      `What would you do in my place?`,
      `I would wait until the fog lifts, and then I would wait a little longer.`,
    ],
    ({ boat }) => [`Can you still see ${boat}?`, `If I close one eye, and if I want to.`],
  ];
  const exchange = deck(random, exchanges);

  /** What the town remembers about the things in the conversation. */
  const memories: readonly ((topic: Topic) => string)[] = [
    ({ object, boat, goods }) =>
      `The ${object} had come ashore from ${boat}, together with ${draw.number()} ${goods}, and nobody had ever asked for it again.`,
    ({ boat, third }) =>
      `Everyone knew ${boat}. She leaked, she was slow, and ${third} would not hear a word against her.`,
    ({ object, third }) =>
      `In truth it was ${third} who had hidden the ${object} ${draw.hiding()}, but that is another story.`,
    ({ goods, boat }) =>
      `There were ${goods} on the quay as far as one could see, and still the men carried more out of ${boat}.`,
    ({ third }) => `From the window above the bakery ${third} watched them and drew the curtain.`,
    ({ boat }) =>
      `Far out, no larger than a thumbnail, ${boat} turned into the wind. It would take her an hour, perhaps two.`,
    ({ object }) => `The ${object} lay between them. It was not worth much, and neither of them would have sold it.`,
  ];
  const memory = deck(random, memories);

  /**
   * The sentence in quotation marks with its speaker. A comma replaces a full stop before the speaker. A pronoun is
   * used only if it can mean just one of the two people.
   */
  const spoken = (line: Line, person: Person, listener: Person, isAnswer: boolean): string => {
    const end = line.at(-1)!;
    const verbs = isAnswer ? ['said', 'answered', 'replied'] : ['said'];
    const verb = end === '?' ? 'asked' : end === '!' ? 'called' : pick(random, verbs);
    const inside = end === '.' ? `${line.slice(0, -1)},` : line;
    const comma = line.indexOf(', ');
    const shape = random.integer(5);
    if (shape === 0 && isAnswer) return `"${line}"`;
    if (shape === 1 && comma > 8) {
      // The speaker is named in the middle of the sentence.
      return `"${line.slice(0, comma)}," ${person.name} ${verb} ${draw.manner()}, "${line.slice(comma + 2)}"`;
    }
    if (shape === 2) return `"${inside}" ${verb} ${person.name} ${draw.manner()}.`;
    if (shape === 3) return `${person.name} ${draw.gesture()}. "${line}"`;
    return `"${inside}" ${person.he === listener.he ? person.name : person.he} ${verb}.`;
  };

  const opening = (one: Person, other: Person): string => {
    const where = draw.position();
    return pick(random, [
      () =>
        `${draw.weather()} ${capitalised(where)} ${one.name}, ${one.role}, ${draw.deed()}. ${other.name} ${draw.arrival()(other.his)}.`,
      () => `${draw.weather()} ${one.name} ${draw.deed()} ${where}, and ${other.name}, ${other.role}, ${draw.deed()}.`,
      () =>
        `${other.name}, ${other.role}, had been standing ${where} since noon. ${draw.weather()} ${one.name} ${draw.arrival()(one.his)}.`,
      () => `${draw.weather()} ${one.name} found ${other.name} ${where}. ${other.name} ${draw.deed()}.`,
    ])();
  };

  const scene = (): string[] => {
    const one = draw.person();
    const other = draw.person();
    const rest = PEOPLE.filter(({ name }) => name !== one.name && name !== other.name);
    const topic: Topic = {
      object: draw.object(),
      boat: draw.boat(),
      goods: draw.goods(),
      third: pick(random, rest).name,
    };
    const paragraphs = [opening(one, other)];
    const turns = between(random, 2, 4);
    for (let k = 0; k < turns; k++) {
      const [first, answer] = exchange()(topic);
      const [speaker, answerer] = k % 2 === 0 ? [other, one] : [one, other];
      paragraphs.push(spoken(first, speaker, answerer, false), spoken(answer, answerer, speaker, true));
      if (random.integer(3) === 0) paragraphs.push(draw.meanwhile());
      else if (random.integer(4) === 0) paragraphs.push(`${memory()(topic)} ${draw.meanwhile()}`);
    }
    paragraphs.push(`${draw.parting()}, ${draw.ending()}.`);
    return paragraphs;
  };

  let text = '';
  while (text.length < length) {
    for (const paragraph of scene()) text += `${wrap(paragraph, between(random, 48, 72))}\n\n`;
  }
  return text;
}
