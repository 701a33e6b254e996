/** Letters that help to decide whether a text was decoded correctly. */

/** Lower-case letters beyond a–z of languages in Latin script. */
export const LATIN_ALPHABETS: readonly string[] = [
  'àâæçéèêëîïôœùûüÿ', // French
  'äöüß', // German
  'áéíñóúü', // Spanish
  'àáâãçéêíóôõúü', // Portuguese
  'àèéìíîòóùú', // Italian
  'àçèéíïòóúü·', // Catalan
  'åæøéêóòâôü', // Danish, Norwegian
  'åäöéàü', // Swedish, Finnish
  'áðéíóúýþæö', // Icelandic
  'áéíóöőúüű', // Hungarian
  'ąćęłńóśźż', // Polish
  'áčďéěíňóřšťúůýž', // Czech
  'áäčďéíĺľňóôŕšťúýž', // Slovak
  'čćđšž', // Croatian, Slovene
  'ăâîșțşţ', // Romanian
  'çğıİöşüâîû', // Turkish
  'āčēģīķļņšūž', // Latvian
  'ąčęėįšųūž', // Lithuanian
  'äõöüšž', // Estonian
  'ċġħż', // Maltese
  'ĉĝĥĵŝŭ', // Esperanto
  'áàâäéèêëíïóòôöúùûüŵŷ', // Welsh
  'ăâđêôơưàáèéìíòóùúý', // Vietnamese, as far as Windows-1258 has it without combining marks
  'ëç', // Albanian
  'áâđčŋšŧž', // Sámi
];

/**
 * Letters of the languages in Cyrillic script for which old encodings were made: Russian, Ukrainian, Belarusian,
 * Bulgarian, Serbian, Macedonian.
 */
export const CYRILLIC_LETTERS = 'абвгдеёжзийклмнопрстуфхцчшщъыьэюяґєіїўђјљњћџѓѕќ';

/**
 * Letters that are rare in their script. A text full of them was decoded wrongly. They are a thirteenth of the
 * letters in Cyrillic texts, a twentieth in Greek, a tenth in Arabic and a thirtieth in Thai.
 */
export const RARE_LETTERS = 'ёжйфхцчшщъэюґђћџѓѕќўΰΐξψζφχβθظغثضذخصؤئءฃฅฆฌฎฏฐฑฒณฬฤฦๅ';

/** Letters that occur only at the end of a word. */
export const LAST_LETTERS = 'ςךםןףץةى';

/** Chinese characters that make up more than half of Chinese texts, in both forms, and of Japanese ones. */
export const FREQUENT_HAN =
  '的一是不了在人有我他这这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运' +
  '這個們來為國說時會對過發後裡種現當沒動還進樣開從實經麼學長機無與關點業將兩間問應戰頭體見產話給門聲員義認條係氣題爾別變總電數報結務場計許統區隊決馬書則聽卻達強難權設記類據邊張該規萬覺術領確傳師觀讓識帶導爭運兒東論處幾' +
  '日本語彼女私僕君何見思気話言葉聞読書食飲行来帰入出立座待持使作買売知分教習先生学校会社仕事電車駅道山川海空天雨雪花木森林犬猫鳥魚肉米水火土金銀銭円年月時間今昨明朝昼夜春夏秋冬東西南北右左上下中外内前後名男女子供父母兄弟姉妹友達家族人々口目耳手足頭心体力声色形物者所場国町村市県世界戦争平和政治経済文化歴史科学問題答意味理由必要大小高低長短新古多少早遅強弱明暗好悪吾輩無始終当対変';

/** Syllables that make up about half of Korean texts. */
export const FREQUENT_HANGUL =
  '이다는의에가을고하지한로은도를사서기어리자인나라대해그시정아들과있게보수전여일부주것않년국으스만와장제상면원관성세동공문구여까요니안조오신소경유방화원할적중무생선용물없위모연산민발간당했었였습말든때러려려마야회개내우비재미치저거학교진식감영등많속람집';
