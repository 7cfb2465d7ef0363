// What only the browser can do: keys, focus, clipboard. Everything else happens on the server.
let stopListening = () => { };
let program = null;

function isEditable(element) {
  return element instanceof HTMLElement && (element.isContentEditable || element.matches('textarea, select, input:not([type=radio], [type=checkbox], [type=button])'));
}

function nameOf(event) {
  const command = event.ctrlKey || event.metaKey;
  if (event.key === 'Escape') {
    return 'escape';
  }

  if (isEditable(event.target) || event.altKey) {
    return null;
  }

  if (command && event.key.toLowerCase() === 'z') {
    return event.shiftKey ? 'redo' : 'undo';
  }

  return event.key === '/' && !command ? 'search' : null;
}

// Tells the server about the keys that work everywhere, and when the window is left, so that revealed secrets hide.
export function listen(server) {
  forget();
  program = server;
  const onKey = event => {
    const name = nameOf(event);
    if (name) {
      if (name !== 'escape') {
        event.preventDefault();
      }

      server.invokeMethodAsync('KeyAsync', name);
    }
  };
  const onBlur = () => server.invokeMethodAsync('KeyAsync', 'blur');
  document.addEventListener('keydown', onKey);
  window.addEventListener('blur', onBlur);
  stopListening = () => {
    document.removeEventListener('keydown', onKey);
    window.removeEventListener('blur', onBlur);
  };
  return true;
}

export function forget() {
  stopListening();
  stopListening = () => { };
  program = null;
  return true;
}

// What lies open over the page has a step of its own in the browser's history, so that Back closes it and leaves the page.
const layers = [];
let dropped = null;

export function openLayer(name) {
  if (!layers.includes(name)) {
    layers.push(name);
    history.pushState({ ...history.state, layer: name }, '');
  }

  return true;
}

// Closed otherwise, its step is taken out again, and whoever goes on from here waits for that.
export async function closeLayer(name) {
  const at = layers.indexOf(name);
  if (at >= 0) {
    layers.splice(at, 1);
    if (history.state?.layer) {
      await new Promise(done => {
        dropped = done;
        history.back();
        setTimeout(done, 500);
      });
      dropped = null;
    }
  }

  return at >= 0;
}

// How far each page of the history was scrolled: Back shows it as it was left.
const places = new Map();
const place = () => `${history.state?._index ?? 0} ${location.pathname}`;
let returns = 0;

// On a low screen the bars scroll away with the page, and the whole document scrolls.
const scrollerOf = main => getComputedStyle(main).overflowY === 'visible' ? document.scrollingElement : main;

document.addEventListener('scroll', event => {
  const main = document.getElementById('main');
  if (main && !returns && (event.target === main || event.target === document)) {
    places.set(place(), scrollerOf(main).scrollTop);
  }
}, { capture: true, passive: true });

window.addEventListener('popstate', () => {
  if (dropped) {
    dropped();
  } else if (layers.length > 0) {
    layers.pop();
    program?.invokeMethodAsync('KeyAsync', 'back');
  } else {
    clearTimeout(returns);
    returns = setTimeout(() => returns = 0, 5000);
  }
});

// The page may still be growing.
async function scroll(main, wanted) {
  const scroller = scrollerOf(main);
  for (let i = 0; i < 60; i++) {
    scroller.scrollTo(0, wanted);
    const reached = scroller.scrollTop;
    if (Math.abs(reached - wanted) < 2) {
      return;
    }

    await new Promise(requestAnimationFrame);
    if (scroller.scrollTop !== reached) {
      return;
    }
  }
}

// Waits for an element that the server is still drawing.
async function find(id) {
  for (let i = 0; i < 60; i++) {
    const element = document.getElementById(id);
    if (element) {
      return element;
    }

    await new Promise(requestAnimationFrame);
  }

  return null;
}

export async function focusOn(id) {
  const element = await find(id);
  if (!element) {
    return false;
  }

  for (let around = element.closest('details'); around; around = around.parentElement.closest('details')) {
    around.open = true;
  }

  element.scrollIntoView({ block: 'center' });
  const chosen = element.matches('.choices') ? element.querySelector('input:checked') ?? element.querySelector('input') : element;
  chosen.focus({ preventScroll: true });
  return true;
}

export async function point(id) {
  const element = await find(id);
  for (let around = element?.closest('details'); around; around = around.parentElement.closest('details')) {
    around.open = true;
  }

  element?.scrollIntoView({ block: 'center' });
  if (!matchMedia('(prefers-reduced-motion: reduce)').matches) {
    (element?.closest('.choice, .field') ?? element)?.animate([{ backgroundColor: 'var(--go-tint)' }, {}], { duration: 1200, easing: 'ease-in' });
  }

  return true;
}

export async function arrive(id) {
  const element = document.getElementById(id);
  const wanted = returns ? places.get(place()) ?? 0 : 0;
  element?.focus({ preventScroll: true });
  if (element) {
    await scroll(element, wanted);
  }

  clearTimeout(returns);
  returns = 0;
  return true;
}

// How bright it is, chosen by hand; empty for as the system has it.
export function theme(name) {
  document.documentElement.dataset.theme = name;
  return true;
}

export async function openDialog(id) {
  const dialog = await find(id);
  dialog?.addEventListener('click', event => {
    if (event.target === dialog) {
      dialog.close();
    }
  });
  dialog?.showModal();
  return true;
}

export function closeDialog(id) {
  document.getElementById(id)?.close();
  return true;
}

export async function show(id) {
  (await find(id))?.scrollIntoView({ block: 'center' });
  return true;
}

export function reveal(id) {
  document.getElementById(id)?.scrollIntoView({ block: 'nearest' });
  return true;
}

export function follow(id) {
  const line = document.getElementById(id);
  const view = line?.closest('.code-view');
  if (view) {
    const [inner, outer] = [line.getBoundingClientRect(), view.getBoundingClientRect()];
    if (inner.top < outer.top || inner.bottom > outer.bottom) {
      view.scrollTop += inner.top - outer.top - outer.height / 3;
    }
  }

  return true;
}

// On plain HTTP there is no clipboard API, so the text is selected and copied the old way.
export async function copy(text) {
  if (navigator.clipboard && window.isSecureContext) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // The browser may refuse without a recent click; the old way may still work.
    }
  }

  const area = document.createElement('textarea');
  const before = document.activeElement;
  area.value = text;
  area.style.position = 'fixed';
  area.style.opacity = '0';
  area.setAttribute('aria-hidden', 'true');
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  before?.focus();
  return copied;
}

// Lines of a file: arrow keys move between them, and Enter or a click asks which answer made one.
export function watchLines(id, server) {
  const view = document.getElementById(id);
  const ask = line => server.invokeMethodAsync('AskAsync', Number(line.id.slice('line-'.length)));
  const isOther = event => event.target.closest('a, button');
  const first = () => [...view.querySelectorAll('.line')].find(line => line.getBoundingClientRect().bottom > view.getBoundingClientRect().top + 4);
  const beside = (line, by) => {
    for (line = by > 0 ? line.nextElementSibling : line.previousElementSibling; line && !line.matches('.line');) {
      line = by > 0 ? line.nextElementSibling : line.previousElementSibling;
    }

    return line;
  };
  view?.addEventListener('click', event => {
    const line = event.target.closest('.line');
    // Whoever selects text wants to copy it.
    if (line && !isOther(event) && getSelection().isCollapsed) {
      ask(line);
    }
  });
  view?.addEventListener('keydown', event => {
    const line = event.target.closest('.line');
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const next = by && !isOther(event) ? (line ? beside(line, by) : first()) : null;
    if (next) {
      next.tabIndex = -1;
      next.focus();
      event.preventDefault();
    } else if (event.key === 'Enter' && line && !isOther(event)) {
      ask(line);
      event.preventDefault();
    }
  });
  return true;
}
