// Keeps what is done before the page is interactive, when the server can't react yet, and repeats it as soon as it is: clicks, text, choices,
// what is unfolded, and where the focus is. Becoming interactive replaces the elements, so each is found again by its tag and name.
(() => {
  const longestWait = 5_000;
  const buttons = 'button, [role=button], [role=option]';
  const records = [];
  let focused = null;
  let isLive = false;

  const isField = element => element.matches?.('input, select, textarea');
  const isTicked = element => element.matches('[type=checkbox], [type=radio]');

  // drafts.js keeps the text of such a form, and the server reads it from there.
  const isDraft = element => element.closest('form[data-draft]') !== null;

  // The browser sends such a form by itself.
  const isSent = form => form.method === 'post' || form.hasAttribute('action');

  const nameOf = element =>
    element.id || element.dataset.key || element.getAttribute('aria-label') || element.getAttribute('name')
    || (element.labels?.[0] ?? element.querySelector('summary') ?? element).textContent.trim();
  const namesakes = (tag, name) => [...document.getElementsByTagName(tag)].filter(element => nameOf(element) === name);
  const identify = element => {
    const [tag, name] = [element.tagName, nameOf(element)];
    return { element, tag, name, index: namesakes(tag, name).indexOf(element) };
  };
  const find = ({ tag, name, index }) => namesakes(tag, name)[index];

  const record = (element, kind, act) => {
    const last = records.at(-1);

    // The field's newer text, or another click because nothing happened.
    if (last?.element === element && last.kind === kind)
      records.pop();
    records.push({ ...identify(element), kind, act });
  };

  const caretOf = field => {
    try {
      return [field.selectionStart, field.selectionEnd];
    } catch {
      return [null, null];
    }
  };

  const write = (from, to) => {
    if (to.value !== from.value) {
      to.value = from.value;
      to.dispatchEvent(new Event('input', { bubbles: true }));
      to.dispatchEvent(new Event('change', { bubbles: true }));
    }

    const [start, end] = caretOf(from);
    if (start !== null && document.activeElement === to)
      to.setSelectionRange(start, end);
  };

  const listeners = {
    click({ target, isTrusted }) {
      const details = target.closest?.('summary')?.parentElement;
      if (details) {
        const isOpen = !details.open;
        record(details, 'toggle', found => { found.open = isOpen; });
        return;
      }

      const button = target.closest?.(buttons);
      if (isTrusted && button && !button.matches('[popovertarget], :disabled') && !(button.type === 'submit' && button.form))
        record(button, 'click', found => found.click());
    },
    input({ target }) {
      if (isField(target) && !isTicked(target) && !isDraft(target))
        record(target, 'input', found => write(target, found));
    },
    change({ target }) {
      if (!isField(target) || !isTicked(target) || isDraft(target))
        return;
      const ticked = target.checked;
      record(target, 'change', found => found.checked !== ticked && found.click());
    },
    toggle({ target, newState }) {
      if (target.matches?.('[popover]'))
        record(target, 'toggle', found => found.togglePopover(newState === 'open'));
    },
    submit(event) {
      if (isSent(event.target))
        return;
      event.preventDefault();
      if (!isDraft(event.target))
        record(event.target, 'submit', found => found.requestSubmit());
    },
    focusin({ target }) {
      focused = identify(target);
    },
  };

  // At once: the next key is for the new element.
  const restoreFocus = () => {
    if (!focused || focused.element.isConnected)
      return;
    const { element } = focused;
    const found = document.activeElement === document.body ? find(focused) : null;
    if (found || document.activeElement !== document.body)
      focused = null;
    found?.focus({ preventScroll: true });
    if (found && isField(found) && !isDraft(found) && !isTicked(found))
      write(element, found);
  };

  // In the order in which it was done: what can't be repeated yet holds back what came after it, but not for long.
  const repeat = holdsBack => {
    while (records.length > 0) {
      const found = records[0].element.isConnected ? null : find(records[0]);
      if (holdsBack && !records[0].element.isConnected && (!found || found.disabled))
        return;
      const { act } = records.shift();
      if (found)
        act(found);
    }
  };

  const observer = new MutationObserver(() => {
    restoreFocus();
    if (isLive)
      repeat(true);
  });
  observer.observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] });
  for (const [name, listener] of Object.entries(listeners))
    document.addEventListener(name, listener, true);

  // reconnect.js: what the server renders is on the page.
  window.addEventListener('portal:live', () => {
    for (const [name, listener] of Object.entries(listeners))
      document.removeEventListener(name, listener, true);
    isLive = true;
    restoreFocus();
    repeat(true);
    setTimeout(() => {
      observer.disconnect();
      repeat(false);
    }, longestWait);
  }, { once: true });
})();
