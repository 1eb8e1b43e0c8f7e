/** A sheet to draw on with mouse, finger, pen or arrow keys. Points are in 0–1 of its side, so that its size can change. */

const STEP = 0.04; // per arrow key
const SENT = 112; // the side of the picture that is sent, in pixels: four times the net's input

export class Sheet extends EventTarget {
  #strokes = [];
  #past = []; // for undo: the strokes before each stroke and each clearing
  #pointer = null; // the pointer that is drawing; others are ignored
  #pen = null; // the keyboard's pen: { x, y, down }
  #canvas;

  /** The width of new strokes, as a share of the side. */
  width = 0.08;

  constructor(canvas) {
    super();
    this.#canvas = canvas;
    canvas.addEventListener('pointerdown', (e) => this.#down(e));
    canvas.addEventListener('pointermove', (e) => this.#move(e));
    canvas.addEventListener('pointerup', (e) => this.#up(e));
    canvas.addEventListener('pointercancel', (e) => this.#up(e));
    canvas.addEventListener('keydown', (e) => this.#key(e));
    canvas.addEventListener('blur', () => { this.#pen = null; this.draw(); });
    new ResizeObserver(() => this.draw()).observe(canvas);
  }

  get isBlank() {
    return this.#strokes.length === 0;
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  undo() {
    if (this.canUndo) {
      this.#strokes = this.#past.pop();
      this.#lift();
      this.#changed();
    }
  }

  clear() {
    if (!this.isBlank) {
      this.#past.push(this.#strokes);
      this.#strokes = [];
      this.#lift();
      this.#changed();
    }
  }

  /** The drawing as light on black: rows of pixels in one array, 0–255. */
  pixels() {
    const canvas = new OffscreenCanvas(SENT, SENT);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context.fillRect(0, 0, SENT, SENT);
    this.#paint(context, SENT, '#fff');
    const { data } = context.getImageData(0, 0, SENT, SENT);
    return { pixels: Array.from({ length: SENT * SENT }, (_, i) => data[4 * i]), width: SENT, height: SENT };
  }

  draw() {
    const side = Math.round(this.#canvas.clientWidth * devicePixelRatio);
    if (side === 0) {
      return;
    }
    if (this.#canvas.width !== side) {
      this.#canvas.width = side;
      this.#canvas.height = side;
    }
    const context = this.#canvas.getContext('2d');
    context.clearRect(0, 0, side, side);
    const style = getComputedStyle(this.#canvas);
    this.#paint(context, side, style.color);
    if (this.#pen) {
      context.beginPath();
      context.arc(this.#pen.x * side, this.#pen.y * side, this.width * side / 2 + 3, 0, 2 * Math.PI);
      context.strokeStyle = style.outlineColor;
      context.lineWidth = this.#pen.down ? 4 : 2;
      context.stroke();
    }
  }

  #paint(context, side, color) {
    context.lineCap = 'round';
    context.lineJoin = 'round';
    context.strokeStyle = color;
    context.fillStyle = color;
    for (const { width, points } of this.#strokes) {
      if (points.length === 1) {
        context.beginPath();
        context.arc(points[0].x * side, points[0].y * side, width * side / 2, 0, 2 * Math.PI);
        context.fill();
        continue;
      }
      context.lineWidth = width * side;
      context.beginPath();
      context.moveTo(points[0].x * side, points[0].y * side);
      for (let i = 1; i < points.length - 1; i++) { // curves through the midpoints
        const [p, q] = [points[i], points[i + 1]];
        context.quadraticCurveTo(p.x * side, p.y * side, (p.x + q.x) / 2 * side, (p.y + q.y) / 2 * side);
      }
      const last = points.at(-1);
      context.lineTo(last.x * side, last.y * side);
      context.stroke();
    }
  }

  #begin(point) {
    this.#past.push(this.#strokes);
    this.#strokes = [...this.#strokes, { width: this.width, points: [point] }];
  }

  /** Lifts the pointer or pen, because its stroke is gone. */
  #lift() {
    this.#pointer = null;
    this.#pen &&= { ...this.#pen, down: false };
  }

  #changed() {
    this.draw();
    this.dispatchEvent(new Event('change'));
  }

  #down(event) {
    if (event.button !== 0 || this.#pointer !== null) {
      return;
    }
    this.#pointer = event.pointerId;
    this.#canvas.setPointerCapture(event.pointerId);
    this.#pen = null;
    this.#begin(this.#point(event));
    this.#changed();
  }

  #move(event) {
    if (event.pointerId !== this.#pointer) {
      return;
    }
    const all = event.getCoalescedEvents?.() ?? [];
    this.#strokes.at(-1).points.push(...(all.length > 0 ? all : [event]).map((e) => this.#point(e)));
    this.#changed();
  }

  #up(event) {
    if (event.pointerId === this.#pointer) {
      this.#pointer = null;
    }
  }

  #point(event) {
    const box = this.#canvas.getBoundingClientRect();
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
  }

  #key(event) {
    const command = event.ctrlKey || event.metaKey;
    const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (command && event.key.toLowerCase() === 'z') {
      this.undo();
    } else if (command || event.altKey) {
      return;
    } else if (event.key in moves) {
      this.#steer(...moves[event.key]);
    } else if (event.key === ' ') {
      this.#pen ??= { x: 0.5, y: 0.5, down: false };
      this.#pen = { ...this.#pen, down: !this.#pen.down };
      if (this.#pen.down) {
        this.#begin(this.#pen);
        this.#changed();
      }
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      this.clear();
    } else {
      return;
    }
    event.preventDefault();
    this.draw();
  }

  #steer(right, down) {
    const inside = (v) => Math.min(0.98, Math.max(0.02, v));
    const from = this.#pen ?? { x: 0.5, y: 0.5, down: false };
    this.#pen = { x: inside(from.x + right * STEP), y: inside(from.y + down * STEP), down: from.down };
    if (this.#pen.down) {
      this.#strokes.at(-1).points.push(this.#pen);
      this.#changed();
    }
  }
}
