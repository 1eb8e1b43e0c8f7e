/** The page's texts in English and Chinese: in the browser's language until another is chosen. */

const WORDS = {
  en: {
    tagline: 'Draw a digit and see how the net classifies it.',
    theme: 'Light or dark',
    work: 'Drawing',
    modes: 'Input',
    one: 'One digit',
    four: 'Four digits',
    picture: 'Picture',
    drop: 'Drop a picture here',
    formats: 'PNG, JPEG, WebP, TIFF, GIF or BMP; sent only to this server',
    choose: 'Choose a file',
    stroke: 'Stroke',
    undo: 'Undo',
    clear: 'Clear',
    invert: 'Invert light and dark',
    reading: 'Prediction',
    model: 'Net',
    saw: 'What the net saw',
    probabilities: 'Probabilities',
    token: 'This service requires a token.',
    refused: 'The service did not accept this token.',
    send: 'Send',
    sheet: (n, of) => (of > 1 ? `Box ${n} of ${of}. ` : '')
      + 'Drawing area. Arrow keys move the pen, Space lowers or raises it, Control Z undoes a stroke, Delete clears.',
    hintDraw: 'Draw with a mouse, finger or pen. On the keyboard, the arrow keys move and Space draws.',
    hintPicture: 'You can also drop a picture anywhere on the page, or paste one.',
    hintInvert: 'This net was trained on light shapes on black. Invert pictures on white.',
    about: (net, parameters, size) => `trained on ${net.dataset} · ${parameters} parameters · input ${size}`,
    gray: 'gray',
    color: 'color',
    sure: ['a guess', 'unsure', 'fairly sure', 'sure'],
    unlike: 'unlike the digits it was trained on',
    doubts: { 'several-digits': 'several digits: the largest was read', 'too-wide': 'wider than a digit', blot: 'a blot', 'faint-ink': 'faint ink' },
    took: (ms) => `in ${ms} ms`,
    nothing: 'Nothing drawn yet',
    heard: (what, percent) => `${what}, ${percent}`,
    noServer: 'The server does not answer. The next stroke will try again.',
    busy: 'The server is busy; retrying …',
    wrong: (detail) => `The server reports: ${detail}`,
    tooLarge: 'This file is larger than the server accepts. Try a smaller one.',
    noModels: 'This server has no nets.',
    formatsOffline: 'Any format of this browser; it does not leave this page',
    offline: 'This page works without a network: the net is in it.',
    unreadable: 'This browser cannot read this file as a picture.',
    blank: 'There is too little ink to read.',
  },
  zh: {
    tagline: '写一个数字，看看神经网络怎么认。',
    theme: '浅色或深色',
    work: '书写',
    modes: '识别什么',
    one: '一位数字',
    four: '四位数字',
    picture: '图片',
    drop: '把图片拖到这里',
    formats: 'PNG、JPEG、WebP、TIFF、GIF 或 BMP；只发送到本服务器',
    choose: '选择文件',
    stroke: '笔画粗细',
    undo: '撤销',
    clear: '清除',
    invert: '反转明暗',
    reading: '识别结果',
    model: '网络',
    saw: '网络看到的',
    probabilities: '各类概率',
    token: '此服务需要访问令牌。',
    refused: '此服务不接受这个令牌。',
    send: '提交',
    sheet: (n, of) => (of > 1 ? `第 ${n} 格，共 ${of} 格。` : '')
      + '书写区。方向键移动笔，空格键落笔或提笔，Control Z 撤销一笔，Delete 清除。',
    hintDraw: '可用鼠标、手指或触控笔；键盘：方向键移动，空格键落笔。',
    hintPicture: '也可以把图片拖到页面任意处，或直接粘贴。',
    hintInvert: '此网络认识黑底上的浅色物体；白底图片请反转明暗。',
    about: (net, parameters, size) => `训练数据 ${net.dataset} · ${parameters} 个参数 · 输入 ${size}`,
    gray: '灰度',
    color: '彩色',
    sure: ['只是猜测', '略有倾向', '比较确定', '确定'],
    unlike: '不像训练用的数字',
    doubts: { 'several-digits': '不止一个数字：读的是最大的', 'too-wide': '比数字宽得多', blot: '一团墨迹', 'faint-ink': '笔迹太淡' },
    took: (ms) => `用时 ${ms} 毫秒`,
    nothing: '还没有写',
    heard: (what, percent) => `${what}，${percent}`,
    noServer: '服务器没有应答；下一笔时会再试。',
    busy: '服务器繁忙，正在重试……',
    wrong: (detail) => `服务器说：${detail}`,
    tooLarge: '这张图片的文件超过了服务器接受的大小，请换一张小一些的。',
    noModels: '此服务器上没有网络。',
    formatsOffline: '浏览器支持的任何图片格式；图片不会离开本页',
    offline: '本页无需联网：神经网络就在页面里。',
    unreadable: '浏览器无法把此文件作为图片读取。',
    blank: '笔迹太少，无法识别。',
  },
};

/** The classes of Fashion-MNIST and CIFAR-10; other names are shown as the net has them. */
const CLASSES = {
  zh: {
    't-shirt': 'T 恤', 't-shirt/top': 'T 恤', trouser: '裤子', trousers: '裤子', pullover: '套头衫', dress: '连衣裙', coat: '外套',
    sandal: '凉鞋', shirt: '衬衫', sneaker: '运动鞋', bag: '包', 'ankle boot': '短靴',
    airplane: '飞机', automobile: '汽车', bird: '鸟', cat: '猫', deer: '鹿', dog: '狗', frog: '蛙', horse: '马', ship: '船', truck: '卡车',
  },
};

const KEY = 'reprise-language';
const fromBrowser = () => (navigator.languages ?? [navigator.language])
  .map((tag) => tag.slice(0, 2).toLowerCase())
  .find((tag) => tag in WORDS) ?? 'en';

let language = remembered(KEY) in WORDS ? remembered(KEY) : fromBrowser();

/** The value stored under a key, or the empty string if there is none or the browser stores nothing. */
export function remembered(key) {
  try {
    return localStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}

export function remember(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // the browser stores nothing: the choice lasts as long as the page
  }
}

/** A text, with these values in it. */
export function word(key, ...values) {
  const found = WORDS[language][key];
  return typeof found === 'function' ? found(...values) : found;
}

export const className = (name) => CLASSES[language]?.[name.toLowerCase()] ?? name;

export const percent = (p) => new Intl.NumberFormat(language, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(p);

export const whole = (n) => new Intl.NumberFormat(language).format(n);

/** Sets the text of every element that names one, in the current language. */
export function translate() {
  document.documentElement.lang = language === 'zh' ? 'zh-Hans' : 'en';
  document.querySelectorAll('[data-word]').forEach((e) => { e.textContent = word(e.dataset.word); });
  document.querySelectorAll('[data-word-label]').forEach((e) => e.setAttribute('aria-label', word(e.dataset.wordLabel)));
  const other = document.getElementById('language');
  other.textContent = language === 'zh' ? 'English' : '中文';
  other.lang = language === 'zh' ? 'en' : 'zh';
}

export function switchLanguage() {
  language = language === 'zh' ? 'en' : 'zh';
  remember(KEY, language);
  translate();
}
