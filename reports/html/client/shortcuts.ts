/** Keys that mean the same on every page. `dialog` tells of them. */
export function listenForShortcuts(dialog: HTMLDialogElement): void {
  dialog.querySelector('button')?.addEventListener('click', () => dialog.close());
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === '?') dialog.showModal();
    else if (event.key === '/') document.querySelector<HTMLElement>('input[type=search]')?.focus();
    else return;
    event.preventDefault();
  });
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && /^(?:INPUT|SELECT|TEXTAREA)$/.test(target.tagName);
}
