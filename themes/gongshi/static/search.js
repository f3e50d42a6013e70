// Search in the reader's browser (and in Node): any fragment finds every record that contains it, over static files.
// The format of those files is in docs/search-index.md. No syntax beyond Chromium 80 and Safari 14.

// ---- The normaliser: the same as plugins/gongshi/search/normalise.py, on every code point. ----

function unpack(text) {
  const numbers = text.split(" ").map((number) => parseInt(number, 36));
  const ranges = [];
  for (let i = 0, end = 0; i < numbers.length; i += 2) {
    ranges.push(end + numbers[i], (end += numbers[i] + numbers[i + 1]));
  }
  return ranges;
}

// Where NFKC and lower case do anything to characters of Unicode 12.1: PACKED in folding.py.
const FOLDED = unpack(
  "1t mt 4 5 5 6 2 0 2 j 2 az 3 11 1d 0 6m 3 kg 7 3h 1 2 0 2c 0 3 0 z 2 3 0 72 1 k6 0 3k 0 15 1 1b 1j a s a w a s" +
  " 6f 11 2 0 6 0 1b 0 is 2d 1p7 16 3 2 31 43 1t 7j 9 5 b n 9 5 c 0 2 0 2 0 2 u b 13 9 9 7 b 5 3 2 i 9 6 2 2n h 1" +
  " 3 q 2 c c 0 2g 3t 4j 72 8m 1a4 84 1a 1e 42 3h 0 8g 2c d 5x 17 1m 2p 2s 1e 2l 4 d 2p u 2 db mkh 2l 3p 4c 4 4 1" +
  "e 1 o3 3 fc1 a5 3 2x 13 6 d 4 6 p 2 4 2 0 2 1 2 1 2 2z y a2 j 1r 3 1h 15 c k 9 n y 2 i 2 3 5 4 2 3q 5 59 4 5 3" +
  " 5 3 5 3 2 4 6 2 6 sy 13 3t z 1il 1e 2cu v gw1 v jjz 2q g0 2c 2 1y 2 1 3 0 3 1 3 3 2 b 2 0 2 6 2 1s 2 3 3 7 2 " +
  "6 2 r 2 3 2 4 2 0 4 6 2 9f 3 83 3 1d 3cx x yn 3 2 q 2 1 2 0 3 0 2 9 2 3 2 0 2 0 7 0 5 0 2 0 2 0 2 2 2 1 2 0 3 " +
  "0 2 0 2 0 2 0 2 0 2 1 2 0 3 3 2 6 2 3 2 3 2 0 2 9 2 g 6 2 2 4 2 g g5 a 6 2k 10 0 34 2 e 17 5 8 8 1 1fov f1"
);
// Spaces, brackets, punctuation, and what nobody sees: DROPPED in normalise.py.
const DROPPED = unpack(
  "0 y 5 2 3 1 2 0 b 2 2 1 s 2 2 1 r 12 a 0 2 0 a 0 4 0 4 0 i8 0 jh 0 f 1 2 1 24 2 2v 0 1m8 e 2 0 12 3 20 0 23 4 " +
  "az 1 10g 0 8k 1 23 e 1ki 1b 3 1p ih 3 v1 d 35 9 b8 l 1s 3 x 1 sj 1a 2 v c1 3 5 9 3 b h 0 d 0 2r 0 2j 0 2x 0 ww" +
  "s 1kv 5xd f 1i 1 55 0 4h 0 2h 2 i9dx 35r"
);

function within(ranges, code) {
  let low = 0;
  for (let high = ranges.length / 2; low < high;) {
    const middle = (low + high) >> 1;
    if (ranges[2 * middle + 1] < code) low = middle + 1;
    else high = middle;
  }
  return low < ranges.length / 2 && ranges[2 * low] <= code;
}

const forms = new Map();

function form(character) {
  const code = character.codePointAt(0);
  // Most of any text: Chinese characters, which stay as they are.
  if (code >= 0x4e00 && code <= 0x9fef) return character;
  let found = forms.get(character);
  if (found === undefined) {
    const folded = within(FOLDED, code)
      ? Array.from(character.normalize("NFKC"), (c) => (c === "\u0130" ? "i" : c.toLowerCase())).join("")
      : character;
    found = Array.from(folded).filter((c) => !within(DROPPED, c.codePointAt(0))).join("");
    forms.set(character, found);
  }
  return found;
}

const isDigit = (character) => character !== undefined && character.length === 1 && character >= "0" && character <= "9";

// The normalised characters of a text, and where in the text (UTF-16) each of them came from.
export function normaliseMapped(text) {
  const all = [], from = [];
  let index = 0;
  for (const character of text) {
    for (const c of form(character)) {
      all.push(c);
      from.push(index);
    }
    index += character.length;
  }
  const characters = [], offsets = [];
  all.forEach((c, i) => {
    if (c === "." && !(isDigit(all[i - 1]) && isDigit(all[i + 1]))) return;
    characters.push(c);
    offsets.push(from[i]);
  });
  return { characters, offsets };
}

export const normalise = (text) => normaliseMapped(text).characters.join("");

const SPACE = "\t\n\v\f\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000";
const OPENING = '"\u201c\u300c\u300e\uff02', CLOSING = '"\u201d\u300d\u300f\uff02';
const WORD = new RegExp(`[${OPENING}]([^${OPENING}${CLOSING}]*)[${CLOSING}](?![^${SPACE}])|([^${SPACE}]+)`, "g");

// What a query asks for, each word normalised and once, none empty: all of them must occur in a record.
export function words(query) {
  const found = [];
  WORD.lastIndex = 0;
  for (let match; (match = WORD.exec(query));) found.push(normalise(match[1] === undefined ? match[2] : match[1]));
  return Array.from(new Set(found)).filter(Boolean);
}
