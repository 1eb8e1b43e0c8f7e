/** Requests to the service that serves the page. */

const TOKEN = 'reprise-token';
const SMALLEST_LIMIT = 1e6; // bytes that every service accepts

/** An error that the service answered instead of a prediction. */
export class Refusal extends Error {
  constructor(status, detail, retryAfter) {
    super(detail);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

let token = remembered();

function remembered() {
  try {
    return sessionStorage.getItem(TOKEN) ?? '';
  } catch {
    return '';
  }
}

export function useToken(given) {
  token = given;
  try {
    sessionStorage.setItem(TOKEN, token);
  } catch {
    // the browser stores nothing: the token lasts as long as the page
  }
}

export const hasToken = () => token !== '';

async function ask(path, options = {}) {
  const headers = { ...options.headers, ...(token ? { Authorization: `Bearer ${token}` } : {}) };
  const response = await fetch(path, { ...options, headers });
  const body = await response.json().catch(() => ({}));
  if (!response.ok) {
    const seconds = Number(response.headers.get('Retry-After')) || 1;
    throw new Refusal(response.status, body.detail ?? response.statusText, seconds);
  }
  return body;
}

export async function models() {
  return (await ask('api/models')).models;
}

const predict = (model) => `api/models/${encodeURIComponent(model)}/predict`;

/** Classifies pixels with a net. */
export async function readPixels(model, picture) {
  const body = JSON.stringify({ ...picture, showInput: true });
  return (await ask(predict(model), { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })).predictions[0];
}

/**
 * Classifies an image file with a net. If the file is too large, the service answers 413 and closes the connection, which
 * a browser that is still sending may see as no answer at all: if another request is answered, that was the reason.
 */
export async function readFile(model, file) {
  const headers = { 'Content-Type': 'application/octet-stream' };
  try {
    return (await ask(`${predict(model)}?showInput=true`, { method: 'POST', headers, body: file })).predictions[0];
  } catch (problem) {
    if (problem.status || file.size <= SMALLEST_LIMIT) {
      throw problem;
    }
    await models();
    throw new Refusal(413, 'too large', 0);
  }
}
