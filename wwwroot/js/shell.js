// What the page does by itself, beside the program: the skip link, texts that are too long to be sent, a sign of life.
const root = document.documentElement;

// A little below what the program takes in one message.
const most = 1_000_000;
const longest = 6;
const accepted = new WeakMap();

const editable = element => element instanceof HTMLElement && element.matches('textarea, input:not([type=radio], [type=checkbox])') ? element : null;

// As it travels: quotes and line ends take two bytes, the rarest characters six.
const bytes = text => text.length * longest < most ? 0 : new TextEncoder().encode(JSON.stringify(text)).length;

function tell(field, size) {
  const note = field.nextElementSibling?.matches('.too-long') ? field.nextElementSibling : document.createElement('p');
  note.className = 'too-long';
  note.setAttribute('role', 'alert');
  note.textContent = document.body.dataset.tooLong.replace('{0}', (size / 1e6).toFixed(1));
  field.after(note);
}

function guard(event, text) {
  const field = editable(event.target);
  if (field && text.length > 0) {
    const size = bytes(field.value + text);
    if (size > most) {
      event.preventDefault();
      tell(field, size);
    }
  }
}

addEventListener('paste', event => guard(event, event.clipboardData?.getData('text/plain') ?? ''), true);
addEventListener('drop', event => guard(event, event.dataTransfer?.getData('text/plain') ?? ''), true);
addEventListener('input', event => {
  const field = editable(event.target);
  if (!field) {
    return;
  }

  const size = bytes(field.value);
  if (size > most) {
    event.stopImmediatePropagation();
    field.value = accepted.get(field) ?? '';
    tell(field, size);
  } else {
    accepted.set(field, field.value);
    if (field.nextElementSibling?.matches('.too-long')) {
      field.nextElementSibling.remove();
    }
  }
}, true);

addEventListener('click', event => {
  if (event.target.closest?.('a.skip')) {
    event.preventDefault();
    event.stopImmediatePropagation();
    const main = document.getElementById('main');
    main?.scrollTo(0, 0);
    main?.focus();
  }
}, true);

// Whoever pressed something and sees nothing within this time is told that it is on its way.
const patience = 150;
const longestWait = 10_000;
let timer = 0;
const watcher = new MutationObserver(rest);

function rest() {
  clearTimeout(timer);
  watcher.disconnect();
  delete root.dataset.busy;
}

function wait() {
  rest();
  const app = document.querySelector('.app');
  if (app && !root.dataset.line) {
    watcher.observe(app, { subtree: true, childList: true, characterData: true, attributes: true });
    timer = setTimeout(() => {
      root.dataset.busy = '';
      timer = setTimeout(rest, longestWait);
    }, patience);
  }
}

addEventListener('click', event => {
  const pressed = event.target.closest?.('.app a[href], .app button');
  if (pressed && !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.shiftKey
    && !(pressed instanceof HTMLAnchorElement && (pressed.target || pressed.download || pressed.origin !== location.origin
      || pressed.pathname.startsWith('/download/') || (pressed.pathname === location.pathname && !pressed.hash)))) {
    wait();
  }
}, true);
addEventListener('popstate', wait);
