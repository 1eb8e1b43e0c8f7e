/** The net of this page: its parameters, and its forward pass on one input in plain JavaScript. */

/** A half-precision number (IEEE 754 binary16) by its bits. */
function half(bits) {
  const exponent = bits >> 10 & 31;
  const fraction = bits & 1023;
  const magnitude = exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25);
  return bits & 0x8000 ? -magnitude : magnitude;
}

const DECODERS = {
  float32: (bytes) => new Float32Array(bytes.buffer),
  float16: (bytes) => Float32Array.from(new Uint16Array(bytes.buffer), half),
  int8: (bytes) => Float32Array.from(new Int8Array(bytes.buffer)),
};
const WIDTHS = { float32: 4, float16: 2, int8: 1 };

/** Reads tensors; in the bytes of each, the first bytes of all numbers come first, then the second ones, and so on. */
function tensorsOf(entries, bytes) {
  const tensors = [];
  let at = 0;
  for (const { type, shape, scales } of entries) {
    const count = shape.reduce((product, size) => product * size, 1);
    const width = WIDTHS[type];
    const ordered = new Uint8Array(count * width);
    for (let place = 0; place < width; place++) {
      for (let i = 0; i < count; i++) {
        ordered[i * width + place] = bytes[at + place * count + i];
      }
    }
    at += count * width;
    const values = DECODERS[type](ordered);
    if (scales !== undefined) {
      const factors = tensors[scales];
      const each = count / factors.length;
      values.forEach((value, i) => { values[i] = value * factors[Math.floor(i / each)]; });
    }
    tensors.push(values);
  }
  return tensors;
}

async function bytesOf(base64) {
  const packed = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(unpacked).arrayBuffer());
}

const STEPS = {
  subtract: (x, y) => x - y,
  add: (x, y) => x + y,
  multiply: (x, y) => x * y,
  divide: (x, y) => x / y,
};

/** One step of the scaling; its values are one number, one for each channel, or one for each value of the input. */
function scale({ data, shape }, { operator, values }) {
  if (operator === 'project') {
    const components = values.length / data.length;
    const out = new Float32Array(components);
    data.forEach((x, i) => {
      for (let c = 0; c < components; c++) {
        out[c] += x * values[i * components + c];
      }
    });
    return { data: out, shape: [components] };
  }
  const each = data.length / values.length;
  const step = STEPS[operator];
  return { data: data.map((x, i) => step(x, values[Math.floor(i / each)])), shape };
}

const slid = (size, window, stride, padding) => Math.floor((size + 2 * padding - window) / stride) + 1;

function linear({ data }, units, weight, bias) {
  const out = new Float32Array(units);
  for (let unit = 0; unit < units; unit++) {
    let sum = bias ? bias[unit] : 0;
    const row = unit * data.length;
    for (let i = 0; i < data.length; i++) {
      sum += weight[row + i] * data[i];
    }
    out[unit] = sum;
  }
  return { data: out, shape: [units] };
}

function conv({ data, shape: [channels, height, width] }, { filters, kernel, stride, padding }, { weight, bias }) {
  const rows = slid(height, kernel, stride, padding);
  const columns = slid(width, kernel, stride, padding);
  const out = new Float32Array(filters * rows * columns);
  for (let filter = 0; filter < filters; filter++) {
    const from = filter * rows * columns;
    out.fill(bias[filter], from, from + rows * columns);
    for (let channel = 0; channel < channels; channel++) {
      for (let down = 0; down < kernel; down++) {
        for (let right = 0; right < kernel; right++) {
          const w = weight[((filter * channels + channel) * kernel + down) * kernel + right];
          const first = Math.max(0, Math.ceil((padding - right) / stride));
          const end = Math.min(columns, Math.floor((width - 1 + padding - right) / stride) + 1);
          for (let row = 0; row < rows; row++) {
            const y = row * stride + down - padding;
            if (y >= 0 && y < height) {
              const source = (channel * height + y) * width + right - padding;
              const target = from + row * columns;
              for (let column = first; column < end; column++) {
                out[target + column] += w * data[source + column * stride];
              }
            }
          }
        }
      }
    }
  }
  return { data: out, shape: [filters, rows, columns] };
}

/** Reduces each square window to one number: `start`, then `step` for each of its values, then `end`. */
function pool({ data, shape: [channels, height, width] }, { size, stride }, start, step, end) {
  const rows = slid(height, size, stride, 0);
  const columns = slid(width, size, stride, 0);
  const out = new Float32Array(channels * rows * columns);
  for (let i = 0; i < out.length; i++) {
    const channel = Math.floor(i / (rows * columns));
    const y = Math.floor(i / columns) % rows * stride;
    const x = i % columns * stride;
    let value = start;
    for (let down = 0; down < size; down++) {
      for (let right = 0; right < size; right++) {
        value = step(value, data[(channel * height + y + down) * width + x + right]);
      }
    }
    out[i] = end(value);
  }
  return { data: out, shape: [channels, rows, columns] };
}

const pointwise = (f) => ({ data, shape }, layer) => ({ data: data.map((x) => f(x, layer)), shape });

function softmax({ data, shape }) {
  const largest = Math.max(...data);
  const exponentials = Array.from(data, (x) => Math.exp(x - largest));
  const sum = exponentials.reduce((a, b) => a + b, 0);
  return { data: Float32Array.from(exponentials, (x) => x / sum), shape };
}

function logSoftmax({ data, shape }) {
  const largest = Math.max(...data);
  const logarithm = largest + Math.log(data.reduce((sum, x) => sum + Math.exp(x - largest), 0));
  return { data: data.map((x) => x - logarithm), shape };
}

/** What each kind of layer does with its input, by its name in net.json. */
const LAYERS = {
  linear: (x, layer, { weight, bias }) => linear(x, layer.units, weight, bias),
  conv,
  maxout: (x, { units, pieces }, { weight, bias }) => {
    const { data } = linear(x, units * pieces, weight, bias);
    const largest = (_, unit) => Math.max(...data.subarray(unit * pieces, (unit + 1) * pieces));
    return { data: Float32Array.from({ length: units }, largest), shape: [units] };
  },
  'max-pool': (x, layer) => pool(x, layer, -Infinity, Math.max, (value) => value),
  'avg-pool': (x, layer) => pool(x, layer, 0, (a, b) => a + b, (sum) => sum / layer.size ** 2),
  dropout: (x) => x,
  'batch-norm': ({ data, shape }, { epsilon }, tensors) => {
    const each = data.length / shape[0];
    return {
      data: data.map((x, i) => {
        const c = Math.floor(i / each);
        const normalized = (x - tensors.running_mean[c]) / Math.sqrt(tensors.running_var[c] + epsilon);
        return normalized * tensors.weight[c] + tensors.bias[c];
      }),
      shape,
    };
  },
  flatten: ({ data }) => ({ data, shape: [data.length] }),
  relu: pointwise((x) => Math.max(0, x)),
  'leaky-relu': pointwise((x, { slope }) => (x < 0 ? slope * x : x)),
  elu: pointwise((x, { alpha }) => (x < 0 ? alpha * Math.expm1(x) : x)),
  sigmoid: pointwise((x) => 1 / (1 + Math.exp(-x))),
  tanh: pointwise(Math.tanh),
  softmax,
  'log-softmax': logSoftmax,
};

const PROBABILITIES = {
  logits: softmax,
  'log-probabilities': ({ data }) => ({ data: data.map(Math.exp) }),
  probabilities: (x) => x,
};

/**
 * Reads the net in the page's two elements `net` and `weights`.
 *
 * @returns its description, and `probabilities`: from raw values, (channels, height, width) in one array, to one number per class
 */
export async function openNet() {
  const net = JSON.parse(document.getElementById('net').textContent);
  const tensors = tensorsOf(net.tensors, await bytesOf(document.getElementById('weights').textContent));
  const scaling = net.scaling.map(({ operator, values }) => ({ operator, values: tensors[values] }));
  const layers = net.layers.map(({ layer, parameters }) => ({
    layer,
    parameters: Object.fromEntries(Object.entries(parameters).map(([name, index]) => [name, tensors[index]])),
  }));
  return {
    ...net.card,
    probabilities(raw) {
      let x = { data: Float32Array.from(raw), shape: net.card.input };
      x = scaling.reduce(scale, x);
      for (const { layer, parameters } of layers) {
        x = LAYERS[layer.type](x, layer, parameters);
      }
      return PROBABILITIES[net.output](x).data;
    },
  };
}
