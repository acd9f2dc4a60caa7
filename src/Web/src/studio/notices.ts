/** Told when the server has something to say for which Elsa's answers have no place. */
const noticeHeader = 'Lendflow-Notice';

const longEnoughToRead = 12_000;

/** Shows what Studio does not: notices that come with an answer, and refusals outside the save path, on which Studio would break.
 * There it is told that the thing is gone, and asks again how things are. */
export function showNotices(dismiss: string) {
  const ask = window.fetch.bind(window);
  window.fetch = async (input, init) => {
    const answer = await ask(input, init);
    const notice = answer.headers.get(noticeHeader);
    if (notice) say(decodeURIComponent(notice), dismiss);
    const method = (init?.method ?? (input instanceof Request ? input.method : 'GET')).toUpperCase();
    if (method !== 'DELETE' || answer.status !== 400) return answer;
    say(await messageOf(answer), dismiss);
    return new Response(null, { status: 404 });
  };
}

async function messageOf(answer: Response): Promise<string> {
  const { errors } = (await answer.json()) as { errors?: { generalErrors?: string[] } };
  return errors?.generalErrors?.join('\n') ?? '';
}

function say(text: string, dismiss: string) {
  const note = document.createElement('div');
  note.className = 'lf-notice';
  note.setAttribute('role', 'alert');
  const button = document.createElement('button');
  Object.assign(button, { type: 'button', textContent: '×', ariaLabel: dismiss, onclick: () => note.remove() });
  note.append(text, button);
  document.body.append(note);
  setTimeout(() => note.remove(), longEnoughToRead);
}
