// The contacts page's behaviour in the browser, without the server: shortcuts, tooltips, focus, counting of seconds.
(() => {
  const singleKeys = 'portal:single-keys';
  const typing = element => element?.matches?.('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]');
  const withKey = key => document.querySelector(`[data-key="${key}"]`);

  const focusTimeout = 1500;

  // The row of a saved contact may be rendered a moment after the save completes.
  const waitForElement = id => new Promise(resolve => {
    const find = () => document.getElementById(id);
    if (find())
      return resolve(find());
    const settle = () => {
      observer.disconnect();
      clearTimeout(timer);
      resolve(find());
    };
    const observer = new MutationObserver(() => find() && settle());
    const timer = setTimeout(settle, focusTimeout);
    observer.observe(document.body, { childList: true, subtree: true });
  });

  window.portal = Object.assign(window.portal ?? {}, {
    /** Moves the focus to the element with that id, or to the edit panel if it does not appear in time. */
    async focus(id) {
      const before = document.activeElement;
      const target = await waitForElement(id);
      // Not if the user has moved the focus meanwhile.
      if (document.activeElement === before || document.activeElement === document.body)
        (target ?? document.getElementById('valg'))?.focus();
    },
  });

  // ---- Keys ----

  const usesSingleKeys = () => localStorage.getItem(singleKeys) !== 'off';

  const step = (from, by) => {
    const rows = [...document.querySelectorAll('[data-row]')];
    rows[rows.indexOf(from) + by]?.focus();
  };

  const single = {
    '/': () => withKey('search')?.focus(),
    '?': () => document.getElementById('genveje')?.togglePopover(),
  };

  document.addEventListener('keydown', event => {
    const at = event.target;
    if (event.isComposing || event.defaultPrevented)
      return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's' && withKey('save')) {
      event.preventDefault();
      withKey('save').click();
    } else if (event.key === 'Escape' && at.closest?.('[data-panel]') && !hideTooltip()) {
      withKey('cancel')?.click();
    } else if (event.key === 'Escape') {
      hideTooltip();
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && at.matches?.('[data-row]')) {
      event.preventDefault();
      step(at, event.key === 'ArrowDown' ? 1 : -1);
    } else if (single[event.key] && !event.ctrlKey && !event.altKey && !event.metaKey && !typing(at) && usesSingleKeys()) {
      event.preventDefault();
      single[event.key]();
    }
  });

  document.addEventListener('change', event => {
    if (event.target.matches?.('[data-single-keys]'))
      localStorage.setItem(singleKeys, event.target.checked ? 'on' : 'off');
  });

  document.addEventListener('portal:choices', () => {
    for (const box of document.querySelectorAll('[data-single-keys]'))
      box.checked = usesSingleKeys();
  });

  document.addEventListener('toggle', event => {
    const box = event.target.querySelector?.('[data-single-keys]');
    if (box)
      box.checked = usesSingleKeys();
    const remembered = event.target.dataset?.remember;
    if (remembered)
      localStorage.setItem(`portal:${remembered}`, event.target.open ? 'open' : 'closed');
  }, true);

  // ---- Tooltips: on hover and focus, until Escape; the pointer may move onto them (WCAG 1.4.13) ----

  let shown = null;

  const showTooltip = owner => {
    hideTooltip();
    const tip = document.getElementById(owner.dataset.tooltip);
    if (!tip)
      return;
    tip.hidden = false;
    const box = owner.getBoundingClientRect();
    const left = Math.min(Math.max(8, box.left + box.width / 2 - tip.offsetWidth / 2), innerWidth - tip.offsetWidth - 8);
    tip.style.left = `${left}px`;
    tip.style.top = `${box.top - tip.offsetHeight < 8 ? box.bottom : box.top - tip.offsetHeight}px`;
    shown = tip;
  };

  function hideTooltip() {
    const hid = shown !== null;
    if (shown)
      shown.hidden = true;
    shown = null;
    return hid;
  }

  const ownerOf = target => target?.closest?.('[data-tooltip]');
  const within = target => ownerOf(target) || target?.closest?.('[role=tooltip]');

  document.addEventListener('pointerover', event => ownerOf(event.target) && showTooltip(ownerOf(event.target)));
  document.addEventListener('pointerout', event => shown && within(event.target) && !within(event.relatedTarget) && hideTooltip());
  document.addEventListener('focusin', event => ownerOf(event.target) && showTooltip(ownerOf(event.target)));
  document.addEventListener('focusout', event => ownerOf(event.target) && hideTooltip());
  document.addEventListener('scroll', hideTooltip, { passive: true, capture: true });

  // ---- Links that lead to a field ----

  document.addEventListener('click', event => {
    const link = event.target.closest?.('[data-focus]');
    if (link) {
      event.preventDefault();
      window.portal.focus(link.dataset.focus);
    }
  }, true);

  // ---- Seconds ----

  const count = () => {
    for (const time of document.querySelectorAll('time[data-seconds]')) {
      const seconds = Math.max(1, Math.round((Date.now() - Date.parse(time.dateTime)) / 1000));
      const text = time.dataset.seconds.replace('{0}', seconds);
      if (time.textContent !== text)
        time.textContent = text;
    }
  };

  setInterval(count, 1000);

  // ---- Keeps which details elements are open ----

  const restoreDetails = () => {
    for (const details of document.querySelectorAll('[data-remember]:not([data-recalled])')) {
      details.dataset.recalled = '';
      const kept = localStorage.getItem(`portal:${details.dataset.remember}`);
      details.open = kept ? kept === 'open' : matchMedia('(min-width: 75rem)').matches;
    }
  };

  new MutationObserver(restoreDetails).observe(document.body, { childList: true, subtree: true });
  restoreDetails();
})();
