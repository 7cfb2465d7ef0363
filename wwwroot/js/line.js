// Starts Blazor, and says in one quiet line when the connection to the program breaks. What is typed meanwhile stays in its field and is sent later.
(() => {
  const line = document.getElementById('lost');
  const root = document.documentElement;
  // Longer than this without an answer, it is no hiccup.
  const patience = 5000;
  // What was typed so shortly before the break may not have arrived.
  const fresh = 5000;
  const typed = new Map();
  let last = null;
  let broken = false;
  let since = 0;
  let timer = 0;

  const say = state => {
    if (state) {
      root.dataset.line = state;
    } else {
      delete root.dataset.line;
      delete root.dataset.pressed;
    }
  };

  // Asked for something that lies behind the door: whether the program is there, and whether it knows this browser.
  async function ask() {
    try {
      const answer = await fetch('js/line.js', { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(4000) });
      return answer.status === 401 ? 'door' : 'there';
    } catch {
      return 'away';
    }
  }

  // A page that was made by a program that is gone has to be made anew. What was typed since would be lost, so it is left to be copied.
  function renew() {
    if (![...typed.values()].some(({ isLate }) => isLate)) {
      location.reload();
    } else {
      say('anew');
    }
  }

  async function look() {
    const answer = await ask();
    if (!broken || root.dataset.line === 'anew') {
      return;
    }

    if (answer === 'door') {
      say('door');
    } else if (root.dataset.line === 'door') {
      if (answer === 'there') {
        renew();
      }
    } else {
      say(answer === 'away' && performance.now() - since > patience ? 'away' : 'trying');
    }

    timer = setTimeout(look, 1000);
  }

  function breaks() {
    if (broken) {
      return;
    }

    broken = true;
    since = performance.now();
    if (last && since - last.at < fresh) {
      typed.set(last.control, { isLate: false });
    }

    say('trying');
    clearTimeout(timer);
    look();
  }

  function heals() {
    broken = false;
    clearTimeout(timer);
    say(null);
    const all = [...typed].filter(([control]) => control.isConnected).map(([control]) => [control, control.value]);
    typed.clear();
    setTimeout(() => {
      for (const [control, value] of all) {
        if (control.value !== value) {
          control.value = value;
        }

        // As browsers do: whoever listens to either is told.
        control.dispatchEvent(new Event('input', { bubbles: true }));
        control.dispatchEvent(new Event('change', { bubbles: true }));
        if (control !== document.activeElement) {
          control.dispatchEvent(new FocusEvent('blur'));
        }
      }
    });
  }

  document.getElementById('components-reconnect-modal').addEventListener('components-reconnect-state-changed', event => {
    switch (event.detail.state) {
      case 'show':
        breaks();
        break;
      case 'hide':
        heals();
        break;
      case 'rejected':
        broken = true;
        renew();
        break;
    }
  });

  for (const kind of ['input', 'change']) {
    window.addEventListener(kind, event => {
      const control = event.target;
      if (!control.matches?.('input, textarea, select')) {
        return;
      }

      last = { control, at: performance.now() };
      if (broken) {
        event.stopImmediatePropagation();
        typed.delete(control);
        typed.set(control, { isLate: true });
      }
    }, true);
  }

  // A press would be lost without a word; fields of a program that is gone take nothing that they could not keep.
  window.addEventListener('click', event => {
    if (broken && !line.contains(event.target) && event.target.closest?.('a[href]:not(.skip), button, [role=option]')) {
      event.preventDefault();
      event.stopImmediatePropagation();
      root.dataset.pressed = '';
    }
  }, true);
  window.addEventListener('beforeinput', event => {
    if (root.dataset.line === 'door') {
      event.preventDefault();
      root.dataset.pressed = '';
    }
  }, true);

  document.getElementById('line-door').addEventListener('click', () => location.assign('/'));
  document.getElementById('line-anew').addEventListener('click', () => location.reload());

  Blazor.start({ circuit: { reconnectionOptions: { maxRetries: 100000, retryIntervalMilliseconds: attempts => attempts < 4 ? 500 : 2000 } } });
})();
