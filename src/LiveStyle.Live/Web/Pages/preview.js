import { openSocket } from './token.js';

const canvas = document.getElementById('picture');
const button = document.getElementById('play');
const brush = canvas.getContext('2d');
const still = matchMedia('(prefers-reduced-motion: reduce)');

let socket = null;
let plays = !still.matches;
let retry = 0;

/** The next picture comes when this one is drawn, and none while nobody sees it. */
async function draw(message, from) {
  const picture = await createImageBitmap(new Blob([message.data], { type: 'image/jpeg' }));
  canvas.width = picture.width;
  canvas.height = picture.height;
  brush.drawImage(picture, 0, 0);
  picture.close();
  canvas.dataset.pictures = String(Number(canvas.dataset.pictures ?? 0) + 1);
  if (from.readyState === WebSocket.OPEN) {
    from.send('next');
  }
}

function close() {
  const old = socket;
  socket = null;
  old?.close();
}

function open() {
  clearTimeout(retry);
  close();
  const mine = openSocket('/preview');
  socket = mine;
  mine.binaryType = 'arraybuffer';
  mine.onmessage = message => {
    if (socket === mine) {
      draw(message, mine);
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

function label() {
  button.textContent = plays ? 'Pause preview' : 'Play preview';
}

button.addEventListener('click', () => {
  plays = !plays;
  label();
  if (plays) {
    open();
  } else {
    close();
  }
});

document.addEventListener('visibilitychange', () => {
  if (document.hidden) {
    close();
  } else if (plays) {
    open();
  }
});

/** Shows the show; where people want no motion, one picture until they ask for more. */
export function startPreview() {
  label();
  open();
}
