/** Assembles the page: sheets and pictures on one side, the prediction on the other. */

import { showBars, showInput } from './bars.js';
import { PictureBox } from './picture.js';
import { hideProblem, showProblem } from './problem.js';
import { Questions } from './questions.js';
import { models, readFile, readPixels, useToken } from './service.js';
import { Sheet } from './sheet.js';
import { announce, showVerdict } from './verdict.js';
import { remember, remembered, switchLanguage, translate, whole, word } from './words.js';

const at = (id) => document.getElementById(id);
const THEME = 'reprise-theme';
const strokeWidth = () => at('stroke').value / 100;

/** The places to read: one sheet, four sheets, or a picture, each with its own questions and its last reading. */
let nets = [];
let net = null;
let mode = 'one';
let places = [];
let active = null;

const picture = new PictureBox(at('drop'), at('preview'), at('file'), at('choose'));
const picturePlace = { questions: new Questions(), reading: null };
const opening = new Questions();

function makePlaces() {
  places.forEach((place) => place.questions.withdraw());
  if (mode === 'picture') {
    places = [picturePlace];
    at('sheets').replaceChildren();
  } else {
    places = Array.from({ length: mode === 'four' ? 4 : 1 }, makeSheet);
    at('sheets').replaceChildren(...places.map((place) => place.element));
  }
  active = places[0];
  at('sheets').className = `sheets ${mode}`;
  at('sheets').hidden = at('tools').hidden = mode === 'picture';
  at('drop').hidden = at('picture-tools').hidden = mode !== 'picture';
  places.filter((place) => place.sheet).forEach((place) => place.sheet.draw());
  show();
}

function makeSheet() {
  const element = document.createElement('div');
  const canvas = document.createElement('canvas');
  const caption = document.createElement('output');
  element.className = 'sheet';
  canvas.tabIndex = 0;
  canvas.setAttribute('role', 'application');
  element.append(canvas, caption);
  const place = { element, canvas, caption, sheet: new Sheet(canvas), questions: new Questions(), reading: null };
  place.sheet.width = strokeWidth();
  place.sheet.addEventListener('change', () => {
    active = place;
    readSheet(place);
  });
  canvas.addEventListener('focus', () => {
    active = place;
    show();
  });
  return place;
}

function readSheet(place) {
  if (place.sheet.isBlank) {
    place.questions.withdraw();
    answered(place, null);
  } else if (net) {
    const { name } = net;
    place.questions.put(
      () => readPixels(name, { ...place.sheet.pixels(), fit: 'drawing' }),
      (reading, milliseconds) => answered(place, reading, milliseconds),
      failed,
    );
    show();
  } else {
    startAgain();
  }
}

function readPicture() {
  const { file } = picture;
  at('file-name').hidden = !file;
  at('file-name').textContent = file?.name ?? '';
  at('invert').disabled = !!file && !picture.isShown;
  if (!file) {
    picturePlace.questions.withdraw();
    answered(picturePlace, null);
  } else if (net) {
    const { name } = net;
    const inverted = at('invert').checked && picture.isShown;
    picturePlace.questions.put(
      () => (inverted ? readPixels(name, picture.inverted()) : readFile(name, file)),
      (reading, milliseconds) => answered(picturePlace, reading, milliseconds),
      (problem) => {
        answered(picturePlace, null);
        failed(problem);
      },
    );
    show();
  } else {
    startAgain();
  }
}

function readAll() {
  places.forEach((place) => {
    place.questions.withdraw();
    place.reading = null;
    if (place.sheet) {
      readSheet(place);
    }
  });
  if (mode === 'picture') {
    readPicture();
  }
  show();
}

function answered(place, reading, milliseconds) {
  place.reading = reading;
  place.milliseconds = milliseconds;
  if (reading) { // for the browser's developer tools
    performance.measure('answer', { start: performance.now() - milliseconds });
  }
  hideProblem();
  show();
  announce(places);
}

function failed(problem) {
  show();
  showProblem(problem);
}

/** Shows the current state; nothing else writes into the right side of the page. */
function show() {
  const { reading } = active;
  showVerdict(places, active, mode === 'picture' ? '' : word('nothing'));
  places.forEach((place, i) => {
    if (place.sheet) {
      place.canvas.setAttribute('aria-label', word('sheet', i + 1, places.length));
      place.element.classList.toggle('active', places.length > 1 && place === active);
      place.caption.textContent = place.reading ? place.reading.class : '';
    }
  });
  at('bars').ariaBusy = places.some((place) => place.questions.isOpen);
  const blank = places.every((place) => !place.sheet || place.sheet.isBlank);
  at('undo').disabled = !active.sheet?.canUndo;
  at('clear').disabled = blank;
  at('remove').disabled = !picture.file;
  const knowsLightOnBlack = net?.fit === 'stretch' && net.input[0] === 1 && net.background === 'mixed';
  at('hint').textContent = word(mode !== 'picture' ? 'hintDraw' : knowsLightOnBlack ? 'hintInvert' : 'hintPicture');
  if (net) {
    showBars(at('bars'), net.classes, reading);
    showInput(at('seen'), reading?.input);
    const [channels, height, width] = net.input;
    const size = `${width} × ${height} ${word(channels === 1 ? 'gray' : 'color')}`;
    at('about').textContent = word('about', net, whole(net.parameters), size);
  }
}

/** A net trained on digits takes drawings; any other net takes pictures. */
function chooseNet(name) {
  net = nets.find((one) => one.name === name);
  const digits = net.fit === 'drawing';
  document.querySelectorAll('input[name=mode]').forEach((choice) => {
    choice.disabled = choice.value === 'picture' ? net.pictures === false : !digits;
  });
  if (!digits && mode !== 'picture') {
    setMode('picture');
  }
  at('invert').checked = false;
  readAll();
}

function setMode(value) {
  mode = value;
  document.querySelector(`input[name=mode][value=${value}]`).checked = true;
  makePlaces();
  readAll();
}

function start() {
  opening.put(models, opened, failed);
}

/** Something to read while no net is known: asks for the nets again, unless the service is waiting for its token. */
function startAgain() {
  if (!opening.isOpen && at('token').hidden) {
    start();
  }
}

function opened(found) {
  nets = found;
  hideProblem();
  at('model').replaceChildren(...nets.map((one) => new Option(one.name, one.name)));
  if (nets.length === 0) {
    at('problem').hidden = false;
    at('problem').textContent = word('noModels');
    return;
  }
  const wanted = nets.find((one) => one.name === fromAddress()) ?? nets[0];
  at('model').value = wanted.name;
  chooseNet(wanted.name);
}

/** The name after the # in the address, or the empty string if it cannot be decoded. */
function fromAddress() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return '';
  }
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  places.forEach((place) => place.sheet?.draw());
}

at('model').addEventListener('change', () => {
  history.replaceState(null, '', `#${encodeURIComponent(at('model').value)}`);
  chooseNet(at('model').value);
});
document.querySelectorAll('input[name=mode]').forEach((choice) => choice.addEventListener('change', () => setMode(choice.value)));
at('stroke').addEventListener('input', () => places.forEach((place) => { place.sheet.width = strokeWidth(); }));
at('undo').addEventListener('click', () => active.sheet.undo());
at('clear').addEventListener('click', () => places.forEach((place) => place.sheet.clear()));
at('remove').addEventListener('click', () => picture.remove());
at('invert').addEventListener('change', readPicture);
picture.addEventListener('change', () => {
  if (mode === 'picture') {
    readPicture();
  } else if (net?.pictures !== false) {
    setMode('picture');
  }
});
at('token').addEventListener('submit', (e) => {
  e.preventDefault();
  useToken(at('token-value').value);
  start();
});
at('language').addEventListener('click', () => {
  switchLanguage();
  show();
});
at('theme').addEventListener('click', () => {
  const dark = document.documentElement.dataset.theme
    ? document.documentElement.dataset.theme === 'dark'
    : matchMedia('(prefers-color-scheme: dark)').matches;
  setTheme(dark ? 'light' : 'dark');
  remember(THEME, dark ? 'light' : 'dark');
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => places.forEach((place) => place.sheet?.draw()));

translate();
setTheme(remembered(THEME));
makePlaces();
start();
