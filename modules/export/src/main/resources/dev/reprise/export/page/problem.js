/** Shows what could not be read, in the language of the page. */

import { word } from './words.js';

const at = (id) => document.getElementById(id);

export function hideProblem() {
  at('problem').hidden = true;
}

export function showProblem(problem) {
  if (!problem.reason) {
    throw problem;
  }
  at('problem').hidden = false;
  at('problem').textContent = word(problem.reason);
}
