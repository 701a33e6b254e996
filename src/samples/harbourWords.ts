/** Words and phrases of the harbour, all in the past tense, so that a verb need not agree with its subject. */

export interface Person {
  readonly name: string;
  readonly he: 'he' | 'she';
  readonly his: 'his' | 'her';
  readonly role: string;
}

export const PEOPLE: readonly Person[] = [
  { name: 'Mara', he: 'she', his: 'her', role: 'the harbour master' },
  { name: 'Tobias', he: 'he', his: 'his', role: 'the ferryman' },
  { name: 'Ines', he: 'she', his: 'her', role: 'the net mender' },
  { name: 'Pell', he: 'he', his: 'his', role: 'the lighthouse keeper' },
  { name: 'Juno', he: 'she', his: 'her', role: 'the cook of the Marigold' },
  { name: 'Kit', he: 'he', his: 'his', role: 'the boy from the rope loft' },
  { name: 'Sorrel', he: 'she', his: 'her', role: 'the pilot' },
  { name: 'Bram', he: 'he', his: 'his', role: 'the smith' },
];

export const BOATS = [
  'the Marigold',
  'the Kestrel',
  'the Patient Anna',
  'the Blue Heron',
  'the Second Wife',
  'the Wren',
];

export const OBJECTS = [
  'lantern',
  'compass',
  'copper kettle',
  'green bottle',
  'brass bell',
  'long oar',
  'torn sail',
  'letter',
  'tin whistle',
  'sounding lead',
  'fishing line',
  'iron key',
  'chart',
  'tar bucket',
  'woollen coat',
  'spyglass',
  'ledger',
  'anchor chain',
];

export const GOODS = [
  'crates of oranges',
  'barrels of salt',
  'sacks of barley',
  'coils of rope',
  'jars of honey',
  'bolts of cloth',
  'baskets of mackerel',
  'boxes of candles',
  'bundles of reeds',
  'kegs of nails',
];

export const PLACES = [
  'at the end of the pier',
  'under the old crane',
  'by the customs house',
  'on the harbour wall',
  'beside the fish market',
  'at the foot of the lighthouse',
  'behind the rope loft',
  'on the slipway',
  'below the bridge',
  'in the shelter of the boathouse',
];

export const HIDING = [
  'in the drawer under the window',
  'behind the stove',
  'on the top shelf',
  'beneath the spare sails',
  'in the bow of the skiff',
  'on the nail beside the door',
  'inside the blue chest',
  'between two empty barrels',
];

export const TIMES = [
  'yesterday',
  'this morning',
  'last winter',
  'on the night of the storm',
  'before the bells',
  'a week ago',
  'at low tide',
  'on Tuesday',
  'when the moon was full',
  'before you were born',
];

export const SOON = [
  'tomorrow',
  'tonight',
  'before dawn',
  'at noon',
  'with the next tide',
  'on Friday',
  'after the market',
  'within the hour',
];

export const NUMBERS = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'eleven', 'twelve', 'twenty'];

export const WEATHER = [
  'The fog lay low over the water and swallowed the masts one by one.',
  'Rain had come in the night, and the cobbles shone like the backs of fish.',
  'A cold wind blew from the east and rattled every shutter along the quay.',
  'The sea was flat and grey, as if somebody had ironed it.',
  'It was the first warm evening of the year, and all the doors stood open.',
  'Snow fell without a sound and melted on the dark water.',
  'The sun went down behind the breakwater, slow and red.',
  'Thunder rolled somewhere beyond the islands, but no rain fell.',
  'The tide had turned an hour ago, and the small boats swung round to face it.',
  'Gulls wheeled above the fish market and quarrelled over scraps.',
  'A thin moon hung over the lighthouse.',
  'The morning smelled of tar, of coffee and of seaweed.',
];

/** What a person was doing: "{name} … " */
export const DEEDS = [
  'was coiling a rope',
  'was counting coins into a tin',
  'was scraping paint from a hull',
  'was mending a net',
  'was peeling potatoes into a bucket',
  'was reading a letter for the third time',
  'was warming both hands over a small fire',
  'was watching the horizon',
  'was sorting hooks by size',
  'was writing in the ledger',
  'was feeding a one-eyed cat',
  'was oiling the hinge of a hatch',
];

/** How something was said: "said Mara, …". */
export const MANNERS = [
  'without looking up',
  'and smiled',
  'and shook the rain from a sleeve',
  'after a while',
  'and pointed at the water',
  'very quietly',
  'with a shrug',
  'and put down the cup',
  'and pulled the hat lower',
  'over one shoulder',
];

/** What the harbour did meanwhile. */
export const MEANWHILE = [
  'Somewhere a dog barked twice and fell silent.',
  'A bell rang across the water.',
  'The lamp hissed and burned a little brighter.',
  'Out in the channel a buoy nodded in the swell.',
  'Two children ran past with a kite made of newspaper.',
  'The ropes creaked, first one and then the other.',
  'A gull landed on the bollard between them and looked from one to the other.',
  'The smell of frying onions drifted along the quay.',
  'The light of the tower swept over the roofs and was gone.',
  'A cart rolled by, heavy with ice.',
];

export const ENDINGS = [
  'and neither of them spoke again until the lamps were lit',
  'and the two of them watched the light until it was only a speck',
  'and that was the end of the matter',
  'and the cat followed at a distance',
  'and for once nobody argued',
  'and the sea went on talking to itself',
  'and the door closed softly behind them',
];

/** What the two people did together at the end of a conversation. */
export const PARTINGS = [
  'They walked back along the wall in single file',
  'They carried the last basket up the steps',
  'They shared what was left of the bread',
  'They rowed out to the moorings without a word',
  'They pulled the skiff above the line of the tide',
  'They hung the lantern where it could be seen from the sea',
];

/** How the second of two people arrived: "{name} … ", with the pronoun his or her. */
export const ARRIVALS: readonly ((his: 'his' | 'her') => string)[] = [
  (his) => `came down the steps with ${his} collar up`,
  () => 'climbed over the railing with a basket on one arm',
  (his) => `was already there, ${his} boots wet to the knee`,
  () => 'stopped to read the notice on the wall',
  (his) => `leaned ${his} bicycle against a heap of nets`,
  () => 'rowed in between the buoys and threw a rope',
];
