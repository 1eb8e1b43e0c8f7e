/** Questions whose answers arrive later, of which only the newest counts. */

const MIN_INTERVAL = 40; // milliseconds from one question to the next

/**
 * Asks questions one after another. Of the questions that arrive while one is being asked, only the newest is asked, and
 * an answer counts only if its question has not been withdrawn.
 */
export class Questions {
  #next = null;
  #running = false;
  #asking = false;
  #generation = 0;

  /** Whether the newest question has not been answered yet. */
  get isOpen() {
    return this.#next !== null || this.#asking;
  }

  put(question, answered, failed) {
    this.#next = { question, answered, failed, at: performance.now() };
    if (!this.#running) {
      this.#run();
    }
  }

  withdraw() {
    this.#next = null;
    this.#generation++;
  }

  async #run() {
    this.#running = true;
    while (this.#next) {
      const { question, answered, failed, at } = this.#next;
      this.#next = null;
      const generation = this.#generation;
      const started = performance.now();
      try {
        this.#asking = true;
        const answer = await question().finally(() => { this.#asking = false; });
        if (generation === this.#generation) {
          answered(answer, performance.now() - at);
        }
      } catch (problem) {
        if (generation === this.#generation) {
          failed(problem);
          if (problem.status === 503) {
            await pause(1000 * problem.retryAfter);
            if (generation === this.#generation) {
              this.#next ??= { question, answered, failed, at: performance.now() };
            }
          }
        }
      }
      await pause(MIN_INTERVAL - (performance.now() - started));
    }
    this.#running = false;
  }
}

const pause = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, Math.max(0, milliseconds)); });
