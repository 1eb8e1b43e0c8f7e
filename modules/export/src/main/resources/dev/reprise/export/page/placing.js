/** A drawn digit as it would be in MNIST: the rule of the class Drawing in Reprise, for drawings without noise. */

const SIDE = 28;
const BOX = 20;
const CENTER = 14.5; // where the center of mass goes
const FAINT = 0.15; // of the strongest ink anywhere: less is no stroke
const WEAKEST = 0.25; // of the strongest ink of the largest part
const DIRT = 0.125; // of the row's height
const MIN_HEIGHT = 0.4; // of the row: what is lower belongs to a digit nearby
const NEAR = 0.2; // of the row
const MAX_WIDTH = 1.8; // of a digit's height
const MAX_FILLED = 0.7; // of a digit's box
const [THIN, WIDENED, INK] = [0.075, 0.115, 0.35]; // the pen, as shares of the digit's longer side; of the strongest ink

const sorted = (parts) => [...parts].sort((a, b) => a.left + a.right - b.left - b.right);
const overlap = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left);
const largestOf = (parts) => parts.reduce((best, part) => (part.pixels.length > best.pixels.length ? part : best));

function partOf(pixels, width) {
  const part = { pixels, left: width, right: 0, top: Infinity, bottom: 0 };
  for (const pixel of pixels) {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    part.left = Math.min(part.left, x);
    part.right = Math.max(part.right, x + 1);
    part.top = Math.min(part.top, y);
    part.bottom = Math.max(part.bottom, y + 1);
  }
  return part;
}

/** Pixels of ink that touch by a side or a corner. */
function connected(ink, width, height) {
  const open = Uint8Array.from(ink, (value) => (value > 0 ? 1 : 0));
  const parts = [];
  for (let i = 0; i < open.length; i++) {
    if (open[i]) {
      open[i] = 0;
      const found = [i];
      for (const pixel of found) { // grows while it is read
        const [column, row] = [pixel % width, Math.floor(pixel / width)];
        for (let y = Math.max(0, row - 1); y < Math.min(height, row + 2); y++) {
          for (let x = Math.max(0, column - 1); x < Math.min(width, column + 2); x++) {
            if (open[y * width + x]) {
              open[y * width + x] = 0;
              found.push(y * width + x);
            }
          }
        }
      }
      parts.push(partOf(found, width));
    }
  }
  return sorted(parts);
}

/** Joins parts of which one is above the other: the bar of a 5, the two strokes of a 4. */
function joinedAbove(parts, width) {
  const joined = [];
  for (const part of parts) {
    let whole = part;
    for (let i = joined.length - 1; i >= 0; i--) {
      const other = joined[i];
      if (overlap(whole, other) >= 0.5 * Math.min(whole.right - whole.left, other.right - other.left)) {
        joined.splice(i, 1);
        whole = partOf([...whole.pixels, ...other.pixels], width);
      }
    }
    joined.push(whole);
  }
  return joined.length < parts.length ? joinedAbove(joined, width) : sorted(joined);
}

/** Joins parts that are too low for a digit to the nearest digit; those near none are left out. */
function joinedLow(parts, row, width) {
  const isLow = (part) => part.bottom - part.top < MIN_HEIGHT * row;
  const digits = parts.filter((part) => !isLow(part));
  for (const part of parts.filter(isLow)) {
    let nearest = 0;
    digits.forEach((digit, i) => {
      if (overlap(part, digit) > overlap(part, digits[nearest])) {
        nearest = i;
      }
    });
    if (-overlap(part, digits[nearest]) <= NEAR * row) {
      digits[nearest] = partOf([...digits[nearest].pixels, ...part.pixels], width);
    }
  }
  return sorted(digits);
}

const covered = (start, length, at) => Math.max(0, Math.min(start + length, at + 1) - Math.max(start, at));

/** Means of the areas that the pixels of a smaller or larger picture cover; in single precision, as in Java. */
export function areaMeans({ values, width, height }, columns, rows) {
  const means = new Float32Array(rows * columns);
  const line = new Float32Array(columns);
  const [wide, high] = [width / columns, height / rows];
  for (let y = 0; y < height; y++) {
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      for (let x = Math.floor(column * wide); x < width && x < column * wide + wide; x++) {
        sum += covered(column * wide, wide, x) / wide * values[y * width + x];
      }
      line[column] = sum;
    }
    for (let row = Math.floor(y / high); row < rows && row * high < y + 1; row++) {
      const share = Math.fround(covered(row * high, high, y) / high);
      for (let column = 0; column < columns; column++) {
        const at = row * columns + column;
        means[at] += Math.fround(share * line[column]);
      }
    }
  }
  return means;
}

export const luma = (red, green, blue) => Math.round(0.299 * red + 0.587 * green + 0.114 * blue);

const resized = (picture, width, height) => ({
  values: Uint8Array.from(areaMeans(picture, width, height), (mean) => luma(mean, mean, mean)),
  width,
  height,
});

/** The mean width of strokes: twice their area by the length of their outline. */
function strokeWidth({ values, width, height }) {
  let area = 0;
  let outline = 0;
  values.forEach((value, i) => {
    area += value / 255;
    const isIn = value >= 128;
    const column = i % width;
    outline += isIn && column === 0 ? 1 : 0;
    outline += isIn && i < width ? 1 : 0;
    outline += isIn !== (column < width - 1 && values[i + 1] >= 128) ? 1 : 0;
    outline += isIn !== (i < width * (height - 1) && values[i + width] >= 128) ? 1 : 0;
  });
  return outline === 0 ? 0 : 2 * area / (outline * Math.PI / 4);
}

/** The digit with strokes that survive scaling: as it is, unless they are thin. */
function widened(digit) {
  const longer = Math.max(digit.width, digit.height);
  if (strokeWidth(digit) >= THIN * longer) {
    return digit;
  }
  const threshold = Math.ceil(INK * Math.max(1, ...digit.values));
  const ink = { ...digit, values: digit.values.map((value) => (value >= threshold ? 255 : 0)) };
  const radius = Math.max(0, (WIDENED * longer - strokeWidth(ink)) / 2);
  const reach = Math.floor(radius);
  const [width, height] = [digit.width + 2 * reach, digit.height + 2 * reach];
  const values = new Uint8Array(width * height);
  ink.values.forEach((value, i) => {
    for (let down = -reach; value !== 0 && down <= reach; down++) {
      const half = Math.floor(Math.sqrt(radius * radius - down * down));
      const middle = (Math.floor(i / digit.width) + reach + down) * width + i % digit.width + reach;
      values.fill(255, middle - half, middle + half + 1);
    }
  });
  return { values, width, height };
}

function centers({ values, width }) {
  let [mass, right, down] = [0, 0, 0];
  values.forEach((value, i) => {
    mass += value;
    right += value * (i % width);
    down += value * Math.floor(i / width);
  });
  return { mass, right: 0.5 + right / mass, down: 0.5 + down / mass };
}

const start = (center, length) => Math.max(0, Math.min(SIDE - length, Math.round(CENTER - center)));

/**
 * Places light ink on black in 28×28 pixels: the largest digit, its longer side 20, its center of mass in the middle.
 *
 * @param picture `values` 0–255 row by row, `width`, `height`; its longer side is at most 160
 * @returns `values` (28×28) and what makes it doubtful that this is one digit; or null where there is too little ink
 */
export function placed({ values, width, height }) {
  const strongest = Math.max(0, ...values);
  const parts = connected(values.map((value) => (value >= FAINT * strongest && value >= 16 ? value : 0)), width, height);
  if (parts.length === 0 || Math.max(largestOf(parts).right - largestOf(parts).left, largestOf(parts).bottom - largestOf(parts).top) < 5) {
    return null;
  }
  const contrast = Math.max(...largestOf(parts).pixels.map((pixel) => values[pixel]));
  const ink = values.map((value) => (value >= WEAKEST * contrast ? Math.min(255, Math.round(255 * value / contrast)) : 0));
  const all = connected(ink, width, height);
  const row = Math.max(...all.map((part) => part.bottom - part.top));
  const clean = all.filter((part) => Math.max(part.bottom - part.top, part.right - part.left) >= DIRT * row);
  const digits = joinedLow(joinedAbove(clean, width), row, width);
  const digit = largestOf(digits);
  const cut = { width: digit.right - digit.left, height: digit.bottom - digit.top };
  cut.values = new Uint8Array(cut.width * cut.height);
  for (const pixel of digit.pixels) {
    cut.values[(Math.floor(pixel / width) - digit.top) * cut.width + pixel % width - digit.left] = ink[pixel];
  }
  const box = widened(cut);
  const factor = BOX / Math.max(box.width, box.height);
  const small = resized(box, Math.max(1, Math.round(factor * box.width)), Math.max(1, Math.round(factor * box.height)));
  const { mass, right, down } = centers(small);
  if (mass === 0) {
    return null;
  }
  const placedValues = new Uint8Array(SIDE * SIDE);
  const [left, top] = [start(right, small.width), start(down, small.height)];
  for (let y = 0; y < small.height; y++) {
    placedValues.set(small.values.subarray(y * small.width, (y + 1) * small.width), (top + y) * SIDE + left);
  }
  return { values: placedValues, doubt: doubt(digits, digit, small, mass) };
}

function doubt(digits, digit, small, mass) {
  if (digits.length > 1) {
    return 'several-digits';
  }
  if (digit.right - digit.left > MAX_WIDTH * (digit.bottom - digit.top)) {
    return 'too-wide';
  }
  const box = partOf([...small.values.keys()].filter((i) => small.values[i] !== 0), small.width);
  const [wide, high] = [box.right - box.left, box.bottom - box.top];
  return wide >= BOX / 2 && mass / 255 / (wide * high) > MAX_FILLED ? 'blot' : undefined;
}
