/** The result of all places together: shown, and a moment later announced to screen readers. */

import { className, percent, whole, word } from './words.js';

const at = (id) => document.getElementById(id);
const SURE = [0.5, 0.75, 0.95]; // from here on: unsure, fairly sure, sure
const QUIET = 700; // milliseconds without a change before it is announced

const readings = (places) => places.map((place) => place.reading).filter((reading) => reading);
const together = (read) => read.reduce((product, reading) => product * reading.probability, 1);

const unsure = (read) => (read.some((reading) => reading.unsure) ? [word('unlike')] : []);
const doubts = (read) => [...new Set(read.flatMap(({ doubt }) => (doubt ? [word('doubts')[doubt]] : [])))];

export function showVerdict(places, active, nothing) {
  const read = readings(places);
  const probability = together(read);
  const blank = places.length > 1 ? '·' : '–';
  const text = places.map(({ reading }) => (reading ? className(reading.class) : blank)).join('');
  at('answer').textContent = text;
  at('answer').dataset.empty = read.length === 0;
  at('answer').dataset.long = [...text].length > 4;
  at('sure').textContent = read.length === 0
    ? nothing
    : [percent(probability), word('sure')[SURE.filter((p) => probability >= p).length], ...unsure(read), ...doubts(read)].join(' · ');
  at('took').textContent = active.reading ? word('took', whole(Math.round(active.milliseconds))) : '';
}

let waiting = 0;

/** Announces the result to screen readers once nothing has changed for a moment. */
export function announce(places) {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    const read = readings(places);
    at('announcer').textContent = read.length === 0
      ? word('nothing')
      : word('heard', read.map((reading) => className(reading.class)).join(' '), percent(together(read)));
  }, QUIET);
}
