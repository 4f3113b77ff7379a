import { openSocket } from './token.js';

const canvas = document.getElementById('picture');
const button = document.getElementById('play');
const brush = canvas.getContext('2d');
const still = matchMedia('(prefers-reduced-motion: reduce)');

let socket = null;
let plays = !still.matches;
let started = false;
let retry = 0;
let drawing = Promise.resolve();

async function draw(message) {
  const picture = await createImageBitmap(new Blob([message.data], { type: 'image/jpeg' }));
  canvas.width = picture.width;
  canvas.height = picture.height;
  brush.drawImage(picture, 0, 0);
  picture.close();
  canvas.dataset.pictures = String(Number(canvas.dataset.pictures ?? 0) + 1);
}

/** The next picture comes when this one is drawn or given up. They are drawn one after another, as decoding has no order. */
function show(message, from) {
  drawing = drawing.then(async () => {
    try {
      await draw(message);
    } catch (trouble) {
      console.info('a picture of the preview could not be shown', trouble);
    } finally {
      if (from.readyState === WebSocket.OPEN) {
        from.send('next');
      }
    }
  });
}

function close() {
  clearTimeout(retry);
  const old = socket;
  socket = null;
  old?.close();
}

function open() {
  close();
  const mine = openSocket('/preview');
  socket = mine;
  mine.binaryType = 'arraybuffer';
  mine.onmessage = message => {
    if (socket === mine) {
      show(message, mine);
      if (!plays) {
        close();
      }
    }
  };
  mine.onclose = () => {
    if (socket === mine) {
      retry = setTimeout(open, 2000);
    }
  };
}

/** None comes while nobody sees it, and none before the page has its token; one comes to whoever wants no motion. */
function update() {
  if (document.hidden || !started) {
    close();
  } else if (plays || !canvas.dataset.pictures) {
    open();
  } else {
    close();
  }
}

function label() {
  button.textContent = plays ? 'Pause preview' : 'Play preview';
}

button.addEventListener('click', () => {
  plays = !plays;
  label();
  update();
});

document.addEventListener('visibilitychange', update);

/** Shows the show; where people want no motion, one picture until they ask for more. */
export function startPreview() {
  started = true;
  label();
  update();
}
