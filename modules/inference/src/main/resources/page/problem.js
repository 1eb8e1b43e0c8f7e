/** Shows errors in the language of the page, and asks for the token that a service requires. */

import { hasToken } from './service.js';
import { word } from './words.js';

const at = (id) => document.getElementById(id);

export function hideProblem() {
  at('problem').hidden = true;
  at('token').hidden = true;
}

export function showProblem(problem) {
  at('token').hidden = problem.status !== 401;
  at('problem').hidden = problem.status === 401;
  at('problem').textContent = inWords(problem);
  const label = at('token').querySelector('label');
  label.dataset.word = hasToken() ? 'refused' : 'token';
  label.textContent = word(label.dataset.word);
}

function inWords({ status, message }) {
  if (status === 503) {
    return word('busy');
  }
  if (status === 413) {
    return word('tooLarge');
  }
  return status ? word('wrong', message) : word('noServer');
}
