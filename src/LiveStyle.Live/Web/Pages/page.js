import { ask, keepToken, openSocket } from './token.js';
import { startPreview } from './preview.js';

const $ = id => document.getElementById(id);
const stageNames = { capture: 'Wait for a picture', network: 'Network', ready: 'Capture to restyled', leave: 'Capture to shown', sink: 'Capture to sink' };

let socket = null;
let state = null;
let lastId = 0;
let wait = 500;
let styles = [];

/** One command is under way for the slider at most; the newest follows. */
let moving = false;
let wanted = null;

function make(tag, text, properties = {}) {
  const element = Object.assign(document.createElement(tag), properties);
  element.textContent = text;
  return element;
}

function complain(text) {
  $('trouble').hidden = !text;
  $('trouble').textContent = text ?? '';
}

function send(command) {
  if (socket?.readyState === WebSocket.OPEN) {
    socket.send(JSON.stringify({ id: ++lastId, command }));
  } else {
    complain('The show is not connected; it is tried again by itself.');
  }
}

function choices(home, items, name, detail, act) {
  home.replaceChildren(...items.map(item => {
    const button = make('button', name(item), { type: 'button' });
    button.dataset.name = item.name;
    button.setAttribute('aria-pressed', 'false');
    button.append(make('small', detail(item)));
    button.addEventListener('click', () => act(item));
    return button;
  }));
}

const share = weight => `${Math.round(weight * 100)} %`;

function showState(next) {
  state = next;
  for (const button of $('styles').children) {
    const weight = state.weights[button.dataset.name];
    button.setAttribute('aria-pressed', String(weight !== undefined));
    const style = styles.find(style => style.name === button.dataset.name);
    button.querySelector('small').textContent = weight === undefined || weight === 1 ? style.artist ?? '' : share(weight);
  }

  for (const button of $('presets').children) {
    button.setAttribute('aria-pressed', String(state.preset === button.dataset.name));
  }

  $('privacy').setAttribute('aria-pressed', String(state.isPrivate));
  $('undo').disabled = !state.canUndo;
  $('redo').disabled = !state.canRedo;
  $('blend').textContent = state.blend;
  if (!moving && wanted === null) {
    const slider = $('strength');
    slider.max = String(Math.max(1.5, state.strength));
    slider.min = String(Math.min(0, state.strength));
    slider.value = String(state.strength);
    $('strength-text').textContent = state.strength.toFixed(2);
  }

  if (document.activeElement !== $('melt')) {
    $('melt').value = String(state.melt);
  }
}

function showPresets(presets) {
  choices($('presets'), presets, preset => preset.name, preset => preset.blend, preset => send({ do: 'preset', name: preset.name }));
  $('presets-section').hidden = presets.length === 0;
  if (state) {
    showState(state);
  }
}

function showSource(source) {
  const rate = Number(source.frameRate.toFixed(2));
  $('source').textContent = `${source.name}, ${source.width}×${source.height} at ${rate}/s, ${source.phase}${source.reason ? `: ${source.reason}` : ''}`;
}

function showFigures(figures) {
  const rows = [
    ['Pictures in', `${figures.framesPerSecondIn.toFixed(1)}/s`],
    ['Restyled', `${figures.framesPerSecondRestyled.toFixed(1)}/s`],
    ['Frames out', `${figures.framesPerSecond.toFixed(1)}/s`],
    ['Network', figures.networkWidth ? `${figures.networkWidth}×${figures.networkHeight}` : '–'],
    ['Repeated', figures.repeats.total],
    ['Dropped', figures.drops.total],
    ['Late', figures.late],
  ];
  $('figures').replaceChildren(...rows.map(([name, value]) => {
    const pair = make('div', '');
    pair.append(make('dt', name), make('dd', String(value)));
    return pair;
  }));
  $('note').hidden = !figures.note;
  $('note').textContent = figures.note ?? '';
  $('stages').replaceChildren(...Object.entries(figures.stages).filter(([, times]) => times.count > 0).map(([stage, times]) => {
    const row = make('tr', '');
    row.append(make('th', stageNames[stage] ?? stage, { scope: 'row' }), ...[times.p50, times.p95, times.p99, times.max].map(time => make('td', time.toFixed(1))));
    return row;
  }));
}

function showSinks(sinks) {
  const focused = document.activeElement?.dataset?.sink;
  $('sinks').replaceChildren(...sinks.map(sink => {
    const row = make('tr', '');
    const phase = make('td', sink.phase);
    if (sink.reason) {
      phase.append(make('small', sink.reason));
    }

    const end = make('button', 'End', { type: 'button' });
    end.dataset.sink = sink.name;
    end.setAttribute('aria-label', `End ${sink.name}`);
    end.addEventListener('click', () => change('DELETE', `/api/sinks/${encodeURIComponent(sink.name)}`));
    const cell = make('td', '');
    cell.append(end);
    row.append(make('th', sink.name, { scope: 'row' }), phase, make('td', sink.written), make('td', sink.dropped), make('td', sink.restarts), cell);
    return row;
  }));
  if (focused) {
    [...$('sinks').querySelectorAll('button')].find(button => button.dataset.sink === focused)?.focus();
  }
}

async function change(method, path, body) {
  try {
    showSinks(await ask(method, path, body));
    complain(null);
  } catch (failure) {
    complain(failure.message);
  }
}

function answered(answer) {
  complain(answer.error);
  if (moving && answer.id === moving) {
    moving = false;
    moveOn();
  }
}

function moveOn() {
  if (!moving && wanted !== null && socket?.readyState === WebSocket.OPEN) {
    send({ do: 'strength', strength: wanted });
    [moving, wanted] = [lastId, null];
  }
}

function follow() {
  const mine = openSocket('/api/live');
  socket = mine;
  mine.onopen = () => {
    wait = 500;
    [moving, wanted] = [false, null];
    $('connection').textContent = 'Connected';
    $('connection').className = 'good';
    complain(null);
  };
  mine.onmessage = message => {
    const news = JSON.parse(message.data);
    if (news.state) { showState(news.state); }
    if (news.presets) { showPresets(news.presets); }
    if (news.source) { showSource(news.source); }
    if (news.figures) { showFigures(news.figures); }
    if (news.sinks) { showSinks(news.sinks); }
    if (news.answer) { answered(news.answer); }
  };
  mine.onclose = () => {
    $('connection').textContent = 'Not connected, trying again…';
    $('connection').className = '';
    setTimeout(start, wait);
    wait = Math.min(wait * 2, 5000);
  };
}

async function start() {
  try {
    styles = await ask('GET', '/api/styles');
  } catch (failure) {
    if (failure.status === 401) {
      $('connection').textContent = 'Not connected';
      $('door').hidden = false;
      $('token').focus();
      complain(failure.message);
    } else {
      $('connection').textContent = 'Not connected, trying again…';
      setTimeout(start, wait);
      wait = Math.min(wait * 2, 5000);
    }

    return;
  }

  const isFirst = $('desk').hidden;
  $('door').hidden = true;
  $('desk').hidden = false;
  choices($('styles'), styles, style => style.title, style => style.artist ?? '', style => send({ do: 'blend', blend: style.name }));
  follow();
  if (isFirst) {
    startPreview();
  }
}

$('door').addEventListener('submit', event => {
  event.preventDefault();
  keepToken($('token').value.trim());
  complain(null);
  start();
});
$('strength').addEventListener('input', () => {
  wanted = Number($('strength').value);
  $('strength-text').textContent = wanted.toFixed(2);
  moveOn();
});
$('melt').addEventListener('change', () => send({ do: 'melt', seconds: Number($('melt').value) }));
$('privacy').addEventListener('click', () => send({ do: 'privacy', on: !state?.isPrivate }));
$('undo').addEventListener('click', () => send({ do: 'undo' }));
$('redo').addEventListener('click', () => send({ do: 'redo' }));
$('add-sink').addEventListener('submit', event => {
  event.preventDefault();
  change('POST', '/api/sinks', { to: $('to').value.trim() }).then(() => { if ($('trouble').hidden) { $('to').value = ''; } });
});

start();
