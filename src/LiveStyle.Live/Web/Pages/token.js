// The token comes behind # or ? in the address, leaves it at once, and is kept for this tab alone.
const given = new URLSearchParams(location.hash.slice(1)).get('token') ?? new URLSearchParams(location.search).get('token');
if (given) {
  sessionStorage.setItem('token', given);
  history.replaceState(null, '', location.pathname);
}

const token = () => sessionStorage.getItem('token') ?? '';

export const keepToken = text => sessionStorage.setItem('token', text);

/** A WebSocket of this server; it can't have a header of its own. */
export const openSocket = path => new WebSocket(`${location.origin.replace(/^http/, 'ws')}${path}?token=${encodeURIComponent(token())}`);

/** Asks this server; throws an Error with its one line, and the status, where it says no. */
export async function ask(method, path, body) {
  const answer = await fetch(path, {
    method,
    headers: { Authorization: `Bearer ${token()}`, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const json = await answer.json();
  if (!answer.ok) {
    throw Object.assign(new Error(json.detail ?? answer.statusText), { status: answer.status });
  }

  return json;
}
