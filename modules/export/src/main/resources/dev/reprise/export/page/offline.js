/** What the page asks elsewhere of a service, answered by the net in it. */

import { openNet } from './net.js';
import { areaMeans, luma, placed } from './placing.js';

const MAX_SIDE = 1200; // of a picture, in pixels: larger ones are scaled down first
const NEAR = 64; // of 255: how far from black or white a dark or light background is

/** An error for a picture that cannot be read; `reason` is the key of its message in words.js. */
export class Unreadable extends Error {
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

const opened = openNet();

export async function models() {
  return [await opened];
}

export const useToken = () => {};
export const hasToken = () => false;

/** Pixels of a drawing (light ink on black), or of a picture as rows of [red, green, blue]. */
export async function readPixels(model, { pixels, width, height, fit }) {
  const net = await opened;
  if (fit === 'drawing') {
    const digit = placed({ values: Uint8Array.from(pixels), width, height });
    if (!digit) {
      throw new Unreadable('blank');
    }
    return answer(net, digit.values, digit.doubt);
  }
  const planes = [0, 1, 2].map((channel) => Uint8Array.from(pixels.flat(), (pixel) => pixel[channel]));
  return answer(net, fitted(net, planes, pixels[0].length, pixels.length));
}

export async function readFile(model, file) {
  const bitmap = await createImageBitmap(file).catch(() => { throw new Unreadable('unreadable'); });
  const scale = Math.min(1, MAX_SIDE / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(scale * bitmap.width));
  const height = Math.max(1, Math.round(scale * bitmap.height));
  const context = new OffscreenCanvas(width, height).getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  const planes = [0, 1, 2].map((channel) => Uint8Array.from({ length: width * height }, (_, i) => data[4 * i + channel]));
  const net = await opened;
  return answer(net, fitted(net, planes, width, height));
}

/** The whole picture in the shape of the input; inverted if it is gray and its background the opposite of the training pictures'. */
function fitted({ input: [channels, rows, columns], background }, planes, width, height) {
  const [red, green, blue] = planes.map((values) => areaMeans({ values, width, height }, columns, rows));
  const values = channels === 1
    ? Uint8Array.from(red, (r, i) => luma(r, green[i], blue[i]))
    : Uint8Array.from([...red, ...green, ...blue], Math.round);
  const isGray = planes[0].every((value, i) => value === planes[1][i] && value === planes[2][i]);
  const opposite = { dark: 'light', light: 'dark' }[background];
  return isGray && opposite && backgroundOf(planes[0], width, height) === opposite ? values.map((value) => 255 - value) : values;
}

/** Dark, light or neither, by the median of the outermost pixels. */
function backgroundOf(values, width, height) {
  const edge = values.filter((_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    return x === 0 || y === 0 || x === width - 1 || y === height - 1;
  }).sort();
  const median = edge[Math.floor(edge.length / 2)];
  return median < NEAR ? 'dark' : median > 255 - NEAR ? 'light' : 'mixed';
}

function answer(net, raw, doubt) {
  const values = net.probabilities(raw);
  const best = values.indexOf(Math.max(...values));
  const [channels, height, width] = net.input;
  const at = (y, x) => Array.from({ length: channels }, (_, channel) => raw[(channel * height + y) * width + x]);
  return {
    class: net.classes[best],
    probability: values[best],
    probabilities: Object.fromEntries(net.classes.map((name, i) => [name, values[i]])),
    input: Array.from({ length: height }, (_, y) => Array.from({ length: width }, (__, x) => (channels === 1 ? at(y, x)[0] : at(y, x)))),
    ...(doubt ? { doubt } : {}),
  };
}

/** For scripts of one's own: `await reprise.net` has the net's card and `probabilities(values)`; `reprise.placed` places a drawing. */
globalThis.reprise = { net: opened, placed };
