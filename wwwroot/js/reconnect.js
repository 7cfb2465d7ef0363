// Shows our own dialog while the connection is gone. The draft lies on the server, so a reload loses nothing.
const dialog = document.getElementById('components-reconnect-modal');

dialog.addEventListener('components-reconnect-state-changed', event => {
  switch (event.detail.state) {
    case 'show':
      if (!dialog.open) {
        dialog.showModal();
      }

      break;
    case 'hide':
      dialog.close();
      break;
    case 'rejected':
      location.reload();
      break;
  }
});

dialog.addEventListener('cancel', event => event.preventDefault());

document.getElementById('reconnect-now').addEventListener('click', async () => {
  try {
    if (!await Blazor.reconnect()) {
      location.reload();
    }
  } catch {
    // Still no server: the dialog stays as it is.
  }
});
