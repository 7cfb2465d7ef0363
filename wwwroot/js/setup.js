// What only the browser can do: keys, focus, clipboard. Everything else happens on the server.
let stopListening = () => { };

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
  return true;
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

export function arrive(id) {
  const element = document.getElementById(id);
  element?.scrollTo(0, 0);
  element?.focus({ preventScroll: true });
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
