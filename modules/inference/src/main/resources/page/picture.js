/** A picture that the user dropped, chose or pasted. */

const MAX_SIDE = 280; // the longer side of a picture that is inverted here and sent as pixels

export class PictureBox extends EventTarget {
  file = null;
  #bitmap = null;
  #box;
  #preview;

  constructor(box, preview, chooser, button) {
    super();
    this.#box = box;
    this.#preview = preview;
    button.addEventListener('click', () => chooser.click());
    chooser.addEventListener('change', () => {
      this.#accept(chooser.files);
      chooser.value = '';
    });
    document.addEventListener('dragover', (e) => {
      e.preventDefault();
      this.#box.classList.add('over');
    });
    document.addEventListener('dragleave', (e) => {
      if (!e.relatedTarget) {
        this.#box.classList.remove('over');
      }
    });
    document.addEventListener('drop', (e) => {
      e.preventDefault();
      this.#box.classList.remove('over');
      this.#accept(e.dataTransfer.files);
    });
    document.addEventListener('paste', (e) => this.#accept(e.clipboardData.files));
  }

  /** Whether this browser can show it; the service supports formats that browsers do not. */
  get isShown() {
    return this.#bitmap !== null;
  }

  async #accept(files) {
    if (files.length === 0) {
      return;
    }
    const file = files[0];
    this.file = file;
    const bitmap = await createImageBitmap(file).catch(() => null);
    if (this.file !== file) {
      return; // replaced or removed while it was being decoded
    }
    this.#bitmap = bitmap;
    this.#show();
    this.dispatchEvent(new Event('change'));
  }

  remove() {
    this.file = null;
    this.#bitmap = null;
    this.#show();
    this.dispatchEvent(new Event('change'));
  }

  /** The picture with light and dark inverted, as rows of [red, green, blue]; transparent parts are white. */
  inverted() {
    const { context, width, height } = this.#drawn(new OffscreenCanvas(1, 1), MAX_SIDE);
    const { data } = context.getImageData(0, 0, width, height);
    return {
      pixels: Array.from({ length: height }, (_, y) => Array.from({ length: width }, (_, x) => {
        const at = 4 * (y * width + x);
        return [255 - data[at], 255 - data[at + 1], 255 - data[at + 2]];
      })),
    };
  }

  #show() {
    this.#preview.hidden = !this.isShown;
    this.#box.classList.toggle('full', this.isShown);
    if (this.isShown) {
      const { width, height } = this.#drawn(this.#preview, 720);
      this.#preview.classList.toggle('tiny', Math.max(width, height) < 100);
    }
  }

  #drawn(canvas, maxSide) {
    const scale = Math.min(1, maxSide / Math.max(this.#bitmap.width, this.#bitmap.height));
    const width = Math.max(1, Math.round(this.#bitmap.width * scale));
    const height = Math.max(1, Math.round(this.#bitmap.height * scale));
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext('2d');
    context.imageSmoothingQuality = 'high';
    context.fillStyle = '#fff';
    context.fillRect(0, 0, width, height);
    context.drawImage(this.#bitmap, 0, 0, width, height);
    return { context, width, height };
  }
}
