/** Names of code points that are invisible, that act on their neighbours, or that are easily mistaken for others. */

/**
 * Each line holds a code point and the names of that code point and of those that follow it. The names are the
 * Unicode Standard's, in lower case. Control characters have no name in the standard, so their aliases are used.
 */
const NAMES = `
0 null|start of heading|start of text|end of text|end of transmission|enquiry|acknowledge|bell|backspace|tab|newline
B line tabulation|form feed|carriage return|shift out|shift in|data link escape|device control one
12 device control two|device control three|device control four|negative acknowledge|synchronous idle
17 end of transmission block|cancel|end of medium|substitute|escape|file separator|group separator|record separator
1F unit separator
20 space|exclamation mark|quotation mark|number sign|dollar sign|percent sign|ampersand|apostrophe|left parenthesis
29 right parenthesis|asterisk|plus sign|comma|hyphen-minus|full stop|solidus|digit zero|digit one|digit two
33 digit three|digit four|digit five|digit six|digit seven|digit eight|digit nine|colon|semicolon|less-than sign
3D equals sign|greater-than sign|question mark|commercial at
5B left square bracket|reverse solidus|right square bracket|circumflex accent|low line|grave accent
7B left curly bracket|vertical line|right curly bracket|tilde
7F delete|padding character|high octet preset|break permitted here|no break here|index|next line
86 start of selected area|end of selected area|character tabulation set|character tabulation with justification
8A line tabulation set|partial line forward|partial line backward|reverse line feed|single shift two
8F single shift three|device control string|private use one|private use two|set transmit state|cancel character
95 message waiting|start of guarded area|end of guarded area|start of string|single graphic character introducer
9A single character introducer|control sequence introducer|string terminator|operating system command
9E privacy message|application program command
A0 no-break space|inverted exclamation mark|cent sign|pound sign|currency sign|yen sign|broken bar|section sign
A8 diaeresis|copyright sign|feminine ordinal indicator|left-pointing double angle quotation mark|not sign
AD soft hyphen|registered sign|macron|degree sign|plus-minus sign|superscript two|superscript three|acute accent
B5 micro sign|pilcrow sign|middle dot|cedilla|superscript one|masculine ordinal indicator
BB right-pointing double angle quotation mark|vulgar fraction one quarter|vulgar fraction one half
BE vulgar fraction three quarters|inverted question mark
D7 multiplication sign
F7 division sign
130 Latin capital letter i with dot above|Latin small letter dotless i
14A Latin capital letter eng
17F Latin small letter long s
237 Latin small letter dotless j
251 Latin small letter alpha
261 Latin small letter script g
269 Latin small letter iota
2B9 modifier letter prime|modifier letter double prime|modifier letter turned comma|modifier letter apostrophe
2BD modifier letter reversed comma
2C2 modifier letter left arrowhead|modifier letter right arrowhead
2C6 modifier letter circumflex accent|caron|modifier letter vertical line|modifier letter macron
2CA modifier letter acute accent|modifier letter grave accent|modifier letter low vertical line
2D0 modifier letter triangular colon
2D9 dot above|ring above
2DC small tilde
2EE modifier letter double apostrophe
300 combining grave accent|combining acute accent|combining circumflex accent|combining tilde|combining macron
305 combining overline|combining breve|combining dot above|combining diaeresis|combining hook above
30A combining ring above|combining double acute accent|combining caron|combining vertical line above
30E combining double vertical line above|combining double grave accent|combining candrabindu
311 combining inverted breve|combining turned comma above|combining comma above|combining reversed comma above
315 combining comma above right|combining grave accent below|combining acute accent below|combining left tack below
319 combining right tack below|combining left angle above|combining horn|combining left half ring below
31D combining up tack below|combining down tack below|combining plus sign below|combining minus sign below
321 combining palatalized hook below|combining retroflex hook below|combining dot below|combining diaeresis below
325 combining ring below|combining comma below|combining cedilla|combining ogonek|combining vertical line below
32A combining bridge below|combining inverted double arch below|combining caron below
32D combining circumflex accent below|combining breve below|combining inverted breve below|combining tilde below
331 combining macron below|combining low line|combining double low line|combining tilde overlay
335 combining short stroke overlay|combining long stroke overlay|combining short solidus overlay
338 combining long solidus overlay|combining right half ring below|combining inverted bridge below
33B combining square below|combining seagull below|combining x above|combining vertical tilde
33F combining double overline|combining grave tone mark|combining acute tone mark|combining Greek perispomeni
343 combining Greek koronis|combining Greek dialytika tonos|combining Greek ypogegrammeni|combining bridge above
347 combining equals sign below|combining double vertical line below|combining left angle below
34A combining not tilde above|combining homothetic above|combining almost equal to above
34D combining left right arrow below|combining upwards arrow below|combining grapheme joiner
350 combining right arrowhead above|combining left half ring above|combining fermata|combining x below
354 combining left arrowhead below|combining right arrowhead below|combining right arrowhead and up arrowhead below
357 combining right half ring above|combining dot above right|combining asterisk below|combining double ring below
35B combining zigzag above|combining double breve below|combining double breve|combining double macron
35F combining double macron below|combining double tilde|combining double inverted breve
362 combining double rightwards arrow below|combining Latin small letter a|combining Latin small letter e
365 combining Latin small letter i|combining Latin small letter o|combining Latin small letter u
368 combining Latin small letter c|combining Latin small letter d|combining Latin small letter h
36B combining Latin small letter m|combining Latin small letter r|combining Latin small letter t
36E combining Latin small letter v|combining Latin small letter x|Greek capital letter heta|Greek small letter heta
372 Greek capital letter archaic sampi|Greek small letter archaic sampi|Greek numeral sign|Greek lower numeral sign
376 Greek capital letter pamphylian digamma|Greek small letter pamphylian digamma
37A Greek ypogegrammeni|Greek small reversed lunate sigma symbol|Greek small dotted lunate sigma symbol
37D Greek small reversed dotted lunate sigma symbol|Greek question mark|Greek capital letter yot
384 Greek tonos|Greek dialytika tonos|Greek capital letter alpha with tonos|Greek ano teleia
388 Greek capital letter epsilon with tonos|Greek capital letter eta with tonos|Greek capital letter iota with tonos
38C Greek capital letter omicron with tonos
38E Greek capital letter upsilon with tonos|Greek capital letter omega with tonos
390 Greek small letter iota with dialytika and tonos|Greek capital letter alpha|Greek capital letter beta
393 Greek capital letter gamma|Greek capital letter delta|Greek capital letter epsilon|Greek capital letter zeta
397 Greek capital letter eta|Greek capital letter theta|Greek capital letter iota|Greek capital letter kappa
39B Greek capital letter lamda|Greek capital letter mu|Greek capital letter nu|Greek capital letter xi
39F Greek capital letter omicron|Greek capital letter pi|Greek capital letter rho
3A3 Greek capital letter sigma|Greek capital letter tau|Greek capital letter upsilon|Greek capital letter phi
3A7 Greek capital letter chi|Greek capital letter psi|Greek capital letter omega
3AA Greek capital letter iota with dialytika|Greek capital letter upsilon with dialytika
3AC Greek small letter alpha with tonos|Greek small letter epsilon with tonos|Greek small letter eta with tonos
3AF Greek small letter iota with tonos|Greek small letter upsilon with dialytika and tonos|Greek small letter alpha
3B2 Greek small letter beta|Greek small letter gamma|Greek small letter delta|Greek small letter epsilon
3B6 Greek small letter zeta|Greek small letter eta|Greek small letter theta|Greek small letter iota
3BA Greek small letter kappa|Greek small letter lamda|Greek small letter mu|Greek small letter nu
3BE Greek small letter xi|Greek small letter omicron|Greek small letter pi|Greek small letter rho
3C2 Greek small letter final sigma|Greek small letter sigma|Greek small letter tau|Greek small letter upsilon
3C6 Greek small letter phi|Greek small letter chi|Greek small letter psi|Greek small letter omega
3CA Greek small letter iota with dialytika|Greek small letter upsilon with dialytika
3CC Greek small letter omicron with tonos|Greek small letter upsilon with tonos|Greek small letter omega with tonos
3CF Greek capital kai symbol|Greek beta symbol|Greek theta symbol|Greek upsilon with hook symbol
3D3 Greek upsilon with acute and hook symbol|Greek upsilon with diaeresis and hook symbol|Greek phi symbol
3D6 Greek pi symbol|Greek kai symbol|Greek letter archaic koppa|Greek small letter archaic koppa|Greek letter stigma
3DB Greek small letter stigma|Greek letter digamma|Greek small letter digamma|Greek letter koppa
3DF Greek small letter koppa|Greek letter sampi|Greek small letter sampi|Coptic capital letter shei
3E3 Coptic small letter shei|Coptic capital letter fei|Coptic small letter fei|Coptic capital letter khei
3E7 Coptic small letter khei|Coptic capital letter hori|Coptic small letter hori|Coptic capital letter gangia
3EB Coptic small letter gangia|Coptic capital letter shima|Coptic small letter shima|Coptic capital letter dei
3EF Coptic small letter dei|Greek kappa symbol|Greek rho symbol|Greek lunate sigma symbol|Greek letter yot
3F4 Greek capital theta symbol|Greek lunate epsilon symbol|Greek reversed lunate epsilon symbol
3F7 Greek capital letter sho|Greek small letter sho|Greek capital lunate sigma symbol|Greek capital letter san
3FB Greek small letter san|Greek rho with stroke symbol|Greek capital reversed lunate sigma symbol
3FE Greek capital dotted lunate sigma symbol|Greek capital reversed dotted lunate sigma symbol
400 Cyrillic capital letter ie with grave|Cyrillic capital letter io|Cyrillic capital letter dje
403 Cyrillic capital letter gje|Cyrillic capital letter Ukrainian ie|Cyrillic capital letter dze
406 Cyrillic capital letter byelorussian-ukrainian i|Cyrillic capital letter yi|Cyrillic capital letter je
409 Cyrillic capital letter lje|Cyrillic capital letter nje|Cyrillic capital letter tshe|Cyrillic capital letter kje
40D Cyrillic capital letter i with grave|Cyrillic capital letter short u|Cyrillic capital letter dzhe
410 Cyrillic capital letter a|Cyrillic capital letter be|Cyrillic capital letter ve|Cyrillic capital letter ghe
414 Cyrillic capital letter de|Cyrillic capital letter ie|Cyrillic capital letter zhe|Cyrillic capital letter ze
418 Cyrillic capital letter i|Cyrillic capital letter short i|Cyrillic capital letter ka|Cyrillic capital letter el
41C Cyrillic capital letter em|Cyrillic capital letter en|Cyrillic capital letter o|Cyrillic capital letter pe
420 Cyrillic capital letter er|Cyrillic capital letter es|Cyrillic capital letter te|Cyrillic capital letter u
424 Cyrillic capital letter ef|Cyrillic capital letter ha|Cyrillic capital letter tse|Cyrillic capital letter che
428 Cyrillic capital letter sha|Cyrillic capital letter shcha|Cyrillic capital letter hard sign
42B Cyrillic capital letter yeru|Cyrillic capital letter soft sign|Cyrillic capital letter e
42E Cyrillic capital letter yu|Cyrillic capital letter ya|Cyrillic small letter a|Cyrillic small letter be
432 Cyrillic small letter ve|Cyrillic small letter ghe|Cyrillic small letter de|Cyrillic small letter ie
436 Cyrillic small letter zhe|Cyrillic small letter ze|Cyrillic small letter i|Cyrillic small letter short i
43A Cyrillic small letter ka|Cyrillic small letter el|Cyrillic small letter em|Cyrillic small letter en
43E Cyrillic small letter o|Cyrillic small letter pe|Cyrillic small letter er|Cyrillic small letter es
442 Cyrillic small letter te|Cyrillic small letter u|Cyrillic small letter ef|Cyrillic small letter ha
446 Cyrillic small letter tse|Cyrillic small letter che|Cyrillic small letter sha|Cyrillic small letter shcha
44A Cyrillic small letter hard sign|Cyrillic small letter yeru|Cyrillic small letter soft sign
44D Cyrillic small letter e|Cyrillic small letter yu|Cyrillic small letter ya|Cyrillic small letter ie with grave
451 Cyrillic small letter io|Cyrillic small letter dje|Cyrillic small letter gje|Cyrillic small letter Ukrainian ie
455 Cyrillic small letter dze|Cyrillic small letter byelorussian-ukrainian i|Cyrillic small letter yi
458 Cyrillic small letter je|Cyrillic small letter lje|Cyrillic small letter nje|Cyrillic small letter tshe
45C Cyrillic small letter kje|Cyrillic small letter i with grave|Cyrillic small letter short u
45F Cyrillic small letter dzhe
490 Cyrillic capital letter ghe with upturn|Cyrillic small letter ghe with upturn
4AE Cyrillic capital letter straight u|Cyrillic small letter straight u
4BB Cyrillic small letter shha
4C0 Cyrillic letter palochka
4CF Cyrillic small letter palochka
4D8 Cyrillic capital letter schwa|Cyrillic small letter schwa
501 Cyrillic small letter komi de
51B Cyrillic small letter qa
51D Cyrillic small letter we
54F Armenian capital letter tiwn
555 Armenian capital letter oh
561 Armenian small letter ayb
563 Armenian small letter gim
566 Armenian small letter za
570 Armenian small letter ho
578 Armenian small letter vo
57D Armenian small letter seh
581 Armenian small letter co
585 Armenian small letter oh
589 Armenian full stop|Armenian hyphen
591 Hebrew accent etnahta|Hebrew accent segol|Hebrew accent shalshelet|Hebrew accent zaqef qatan
595 Hebrew accent zaqef gadol|Hebrew accent tipeha|Hebrew accent revia|Hebrew accent zarqa|Hebrew accent pashta
59A Hebrew accent yetiv|Hebrew accent tevir|Hebrew accent geresh|Hebrew accent geresh muqdam|Hebrew accent gershayim
59F Hebrew accent qarney para|Hebrew accent telisha gedola|Hebrew accent pazer|Hebrew accent atnah hafukh
5A3 Hebrew accent munah|Hebrew accent mahapakh|Hebrew accent merkha|Hebrew accent merkha kefula|Hebrew accent darga
5A8 Hebrew accent qadma|Hebrew accent telisha qetana|Hebrew accent yerah ben yomo|Hebrew accent ole
5AC Hebrew accent iluy|Hebrew accent dehi|Hebrew accent zinor|Hebrew mark masora circle|Hebrew point sheva
5B1 Hebrew point hataf segol|Hebrew point hataf patah|Hebrew point hataf qamats|Hebrew point hiriq
5B5 Hebrew point tsere|Hebrew point segol|Hebrew point patah|Hebrew point qamats|Hebrew point holam
5BA Hebrew point holam haser for vav|Hebrew point qubuts|Hebrew point dagesh or mapiq|Hebrew point meteg
5BE Hebrew punctuation maqaf|Hebrew point rafe|Hebrew punctuation paseq|Hebrew point shin dot|Hebrew point sin dot
5C3 Hebrew punctuation sof pasuq|Hebrew mark upper dot|Hebrew mark lower dot|Hebrew punctuation nun hafukha
5C7 Hebrew point qamats qatan
5F3 Hebrew punctuation geresh|Hebrew punctuation gershayim
600 Arabic number sign|Arabic sign sanah|Arabic footnote marker|Arabic sign safha|Arabic sign samvat
605 Arabic number mark above
60C Arabic comma
610 Arabic sign sallallahou alayhe wassallam|Arabic sign alayhe assallam|Arabic sign rahmatullah alayhe
613 Arabic sign radi allahou anhu|Arabic sign takhallus|Arabic small high tah
616 Arabic small high ligature alef with lam with yeh|Arabic small high zain|Arabic small fatha|Arabic small damma
61A Arabic small kasra|Arabic semicolon|Arabic letter mark
61F Arabic question mark
640 Arabic tatweel
64B Arabic fathatan|Arabic dammatan|Arabic kasratan|Arabic fatha|Arabic damma|Arabic kasra|Arabic shadda
652 Arabic sukun|Arabic maddah above|Arabic hamza above|Arabic hamza below|Arabic subscript alef
657 Arabic inverted damma|Arabic mark noon ghunna|Arabic zwarakay|Arabic vowel sign small v above
65B Arabic vowel sign inverted small v above|Arabic vowel sign dot below|Arabic reversed damma
65E Arabic fatha with two dots|Arabic wavy hamza below|arabic-indic digit zero|arabic-indic digit one
662 arabic-indic digit two|arabic-indic digit three|arabic-indic digit four|arabic-indic digit five
666 arabic-indic digit six|arabic-indic digit seven|arabic-indic digit eight|arabic-indic digit nine
66A Arabic percent sign|Arabic decimal separator|Arabic thousands separator|Arabic five pointed star
670 Arabic letter superscript alef
6D4 Arabic full stop
6DD Arabic end of ayah
70F Syriac abbreviation mark
890 Arabic pound mark above|Arabic piastre mark above
8E2 Arabic disputed end of ayah
115F Hangul choseong filler|Hangul jungseong filler
1680 Ogham space mark
17B4 Khmer vowel inherent aq|Khmer vowel inherent aa
180B Mongolian free variation selector one|Mongolian free variation selector two
180D Mongolian free variation selector three|Mongolian vowel separator|Mongolian free variation selector four
2000 en quad|em quad|en space|em space|three-per-em space|four-per-em space|six-per-em space|figure space
2008 punctuation space|thin space|hair space|zero width space|zero width non-joiner|zero width joiner
200E left-to-right mark|right-to-left mark|hyphen|non-breaking hyphen|figure dash|en dash|em dash|horizontal bar
2016 double vertical line|double low line|left single quotation mark|right single quotation mark
201A single low-9 quotation mark|single high-reversed-9 quotation mark|left double quotation mark
201D right double quotation mark|double low-9 quotation mark|double high-reversed-9 quotation mark|dagger
2021 double dagger|bullet|triangular bullet|one dot leader|two dot leader|horizontal ellipsis|hyphenation point
2028 line separator|paragraph separator|left-to-right embedding|right-to-left embedding|pop directional formatting
202D left-to-right override|right-to-left override|narrow no-break space|per mille sign|per ten thousand sign|prime
2033 double prime|triple prime|reversed prime|reversed double prime|reversed triple prime|caret
2039 single left-pointing angle quotation mark|single right-pointing angle quotation mark|reference mark
203C double exclamation mark|interrobang|overline|undertie|character tie|caret insertion point|asterism
2043 hyphen bullet|fraction slash|left square bracket with quill|right square bracket with quill
2047 double question mark|question exclamation mark|exclamation question mark|tironian sign et|reversed pilcrow sign
204C black leftwards bullet|black rightwards bullet|low asterisk|reversed semicolon|close up
2051 two asterisks aligned vertically|commercial minus sign|swung dash|inverted undertie|flower punctuation mark
2056 three dot punctuation|quadruple prime|four dot punctuation|five dot punctuation|two dot punctuation
205B four dot mark|dotted cross|tricolon|vertical four dots|medium mathematical space|word joiner
2061 function application|invisible times|invisible separator|invisible plus
2066 left-to-right isolate|right-to-left isolate|first strong isolate|pop directional isolate
206A inhibit symmetric swapping|activate symmetric swapping|inhibit Arabic form shaping|activate Arabic form shaping
206E national digit shapes|nominal digit shapes
20D0 combining left harpoon above|combining right harpoon above|combining long vertical line overlay
20D3 combining short vertical line overlay|combining anticlockwise arrow above|combining clockwise arrow above
20D6 combining left arrow above|combining right arrow above|combining ring overlay|combining clockwise ring overlay
20DA combining anticlockwise ring overlay|combining three dots above|combining four dots above
20DD combining enclosing circle|combining enclosing square|combining enclosing diamond
20E0 combining enclosing circle backslash|combining left right arrow above|combining enclosing screen
20E3 combining enclosing keycap|combining enclosing upward pointing triangle|combining reverse solidus overlay
20E6 combining double vertical stroke overlay|combining annuity symbol|combining triple underdot
20E9 combining wide bridge above|combining leftwards arrow overlay|combining long double solidus overlay
20EC combining rightwards harpoon with barb downwards|combining leftwards harpoon with barb downwards
20EE combining left arrow below|combining right arrow below|combining asterisk above
2113 script small l
2126 ohm sign
212A kelvin sign|angstrom sign
2212 minus sign
2215 division slash|set minus|asterisk operator|ring operator|bullet operator
2223 divides
2236 ratio
223C tilde operator
22C5 dot operator
22EF midline horizontal ellipsis
23AF horizontal line extension
2500 box drawings light horizontal
2502 box drawings light vertical
2758 light vertical bar
275B heavy single turned comma quotation mark ornament|heavy single comma quotation mark ornament
275D heavy double turned comma quotation mark ornament|heavy double comma quotation mark ornament
276E heavy left-pointing angle quotation mark ornament|heavy right-pointing angle quotation mark ornament
2796 heavy minus sign
2800 Braille pattern blank
2E31 word separator middle dot
2E3A two-em dash|three-em dash
3000 ideographic space|ideographic comma|ideographic full stop|ditto mark
3008 left angle bracket|right angle bracket|left double angle bracket|right double angle bracket|left corner bracket
300D right corner bracket|left white corner bracket|right white corner bracket|left black lenticular bracket
3011 right black lenticular bracket
3014 left tortoise shell bracket|right tortoise shell bracket
301C wave dash|reversed double prime quotation mark|double prime quotation mark|low double prime quotation mark
3030 wavy dash
3099 combining katakana-hiragana voiced sound mark|combining katakana-hiragana semi-voiced sound mark
30A0 katakana-hiragana double hyphen
30FB katakana middle dot|katakana-hiragana prolonged sound mark
3164 Hangul filler
A4F8 lisu letter tone mya ti
A789 modifier letter colon
A78C Latin small letter saltillo
FE20 combining ligature left half|combining ligature right half|combining double tilde left half
FE23 combining double tilde right half|combining macron left half|combining macron right half
FE26 combining conjoining macron|combining ligature left half below|combining ligature right half below
FE29 combining tilde left half below|combining tilde right half below|combining macron left half below
FE2C combining macron right half below|combining conjoining macron below|combining Cyrillic titlo left half
FE2F combining Cyrillic titlo right half
FE58 small em dash
FE63 small hyphen-minus
FEFF zero width no-break space
FF0D fullwidth hyphen-minus
FF61 halfwidth ideographic full stop
FF64 halfwidth ideographic comma|halfwidth katakana middle dot
FF70 halfwidth katakana-hiragana prolonged sound mark
FFA0 halfwidth Hangul filler
FFF9 interlinear annotation anchor|interlinear annotation separator|interlinear annotation terminator
FFFC object replacement character|replacement character
110BD Kaithi number sign
110CD Kaithi number sign above
13430 Egyptian hieroglyph vertical joiner|Egyptian hieroglyph horizontal joiner
13432 Egyptian hieroglyph insert at top start|Egyptian hieroglyph insert at bottom start
13434 Egyptian hieroglyph insert at top end|Egyptian hieroglyph insert at bottom end
13436 Egyptian hieroglyph overlay middle|Egyptian hieroglyph begin segment|Egyptian hieroglyph end segment
1BCA0 shorthand format letter overlap|shorthand format continuing overlap|shorthand format down step
1BCA3 shorthand format up step
1D173 musical symbol begin beam|musical symbol end beam|musical symbol begin tie|musical symbol end tie
1D177 musical symbol begin slur|musical symbol end slur|musical symbol begin phrase|musical symbol end phrase
`;

let named: ReadonlyMap<number, string> | null = null;

/** The table above as a map. It is parsed when the first name is needed. */
function names(): ReadonlyMap<number, string> {
  if (named) return named;
  const table = new Map<number, string>();
  for (const line of NAMES.trim().split('\n')) {
    const gap = line.indexOf(' ');
    let code = Number.parseInt(line.slice(0, gap), 16);
    for (const name of line.slice(gap + 1).split('|')) table.set(code++, name);
  }
  named = table;
  return table;
}

const DIGITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** Names that follow from the code point by a rule. */
function ruledName(code: number): string | undefined {
  if (code >= 0x41 && code <= 0x5a) return `Latin capital letter ${String.fromCharCode(code + 0x20)}`;
  if (code >= 0x61 && code <= 0x7a) return `Latin small letter ${String.fromCharCode(code)}`;
  if (code >= 0x30 && code <= 0x39) return `digit ${DIGITS[code - 0x30]}`;
  if (code >= 0xfe00 && code <= 0xfe0f) return `variation selector ${code - 0xfe00 + 1}`;
  if (code >= 0xe0100 && code <= 0xe01ef) return `variation selector ${code - 0xe0100 + 17}`;
  if (code === 0xe0001) return 'language tag';
  if (code === 0xe007f) return 'cancel tag';
  if (code >= 0xe0020 && code < 0xe007f) return `tag ${nameOf(code - 0xe0000)}`;
  if (code >= 0x13430 && code <= 0x1343f) return 'Egyptian hieroglyph format control';
  if (code >= 0xff01 && code <= 0xff5e) return `fullwidth ${nameOf(code - 0xfee0)}`;
  return undefined;
}

const CLASSES: readonly (readonly [RegExp, string])[] = [
  [/\p{Lu}/u, 'capital letter'],
  [/\p{Ll}/u, 'small letter'],
  [/\p{Script=Han}/u, 'Chinese character'],
  [/\p{L}/u, 'letter'],
  [/\p{M}/u, 'combining mark'],
  [/\p{Nd}/u, 'digit'],
  [/\p{N}/u, 'number'],
  [/\p{P}/u, 'punctuation'],
  [/\p{S}/u, 'symbol'],
  [/\p{Z}/u, 'space'],
  [/\p{Cf}/u, 'format character'],
  [/\p{Cc}/u, 'control character'],
  [/\p{Co}/u, 'private use'],
  [/\p{Cs}/u, 'half of a surrogate pair'],
];

/** Scripts whose unnamed letters are described by their script. */
const SCRIPTS: readonly (readonly [RegExp, string])[] = (
  'Latin Greek Cyrillic Armenian Hebrew Arabic Syriac Thaana Devanagari Bengali Tamil Thai Georgian Hangul Hiragana ' +
  'Katakana Ethiopic Cherokee Khmer Mongolian'
)
  .split(' ')
  .map((script) => [new RegExp(`\\p{Script=${script}}`, 'u'), script]);

function classOf(symbol: string): string {
  const kind = CLASSES.find(([test]) => test.test(symbol))?.[1] ?? 'unassigned';
  const script = SCRIPTS.find(([test]) => test.test(symbol))?.[1];
  return script === undefined ? kind : `${script} ${kind}`;
}

function nameOf(code: number): string {
  return names().get(code) ?? ruledName(code) ?? classOf(String.fromCodePoint(code));
}

/** `U+202F`: the code point of a character, with at least four hexadecimal digits. */
export function codePointNumber(symbol: string): string {
  return `U+${(symbol.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/**
 * The number and name of a character's code point, such as `U+202F narrow no-break space`. A character without a name
 * in the table, such as most letters, gets a description of its class: `U+D55C Hangul letter`. No two characters have
 * the same result.
 */
export function codePointName(symbol: string): string {
  return `${codePointNumber(symbol)} ${nameOf(symbol.codePointAt(0) ?? 0)}`;
}
