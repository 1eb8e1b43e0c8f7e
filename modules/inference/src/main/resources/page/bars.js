/** The probabilities of all classes as bars, and the net's input. */

import { className, percent } from './words.js';

/** Shows the probabilities of a reading, or empty bars if there is none. */
export function showBars(list, classes, reading) {
  if (list.childElementCount !== classes.length) {
    list.replaceChildren(...classes.map(row));
  }
  list.classList.toggle('long', classes.some((name) => name.length > 2));
  classes.forEach((name, i) => {
    const item = list.children[i];
    const p = reading?.probabilities[name] ?? 0;
    item.querySelector('.bar-name').textContent = className(name);
    item.querySelector('.bar-value').textContent = reading ? percent(p) : '';
    item.querySelector('.bar-fill').style.setProperty('--p', p);
    item.classList.toggle('best', reading?.class === name);
  });
}

function row() {
  const item = document.createElement('li');
  for (const part of ['name', 'track', 'value']) {
    const span = document.createElement('span');
    span.className = `bar-${part}`;
    item.append(span);
  }
  const fill = document.createElement('span');
  fill.className = 'bar-fill';
  item.querySelector('.bar-track').append(fill);
  return item;
}

/** Paints rows of pixels, gray or in color. */
export function showInput(canvas, rows) {
  canvas.height = rows?.length ?? 28;
  canvas.width = rows?.[0].length ?? 28;
  const context = canvas.getContext('2d');
  if (!rows) {
    return; // setting its size has cleared the canvas
  }
  const image = context.createImageData(canvas.width, canvas.height);
  rows.flat().forEach((pixel, i) => {
    image.data.set(Array.isArray(pixel) ? pixel : [pixel, pixel, pixel], 4 * i);
    image.data[4 * i + 3] = 255;
  });
  context.putImageData(image, 0, 0);
}
