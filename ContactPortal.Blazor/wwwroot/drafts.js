// Keeps what is typed in Valg in the tab's own storage, key by key, so that it outlives a reload, a lost connection and a server
// that was killed. It costs the server nothing, belongs to one person and one organisation, and goes with Gem, Annuller and Log ud.
(() => {
  const prefix = 'portal:draft:';
  const signOut = 'portal:sign-out';
  const form = () => document.querySelector('form[data-draft]');
  const keyOf = of => prefix + of.dataset.draft;
  const fieldsOf = of => [...of.querySelectorAll('[data-field]')];
  const valueOf = field => field.type === 'checkbox' ? String(field.checked) : field.value;

  // Until the server has asked for a kept draft, the empty fields of a form that has just come must not replace it.
  const held = new WeakMap();
  const isHeld = of => {
    if (!held.has(of))
      held.set(of, sessionStorage.getItem(keyOf(of)) !== null);
    return held.get(of);
  };

  let standDown = false;
  let signedOut = false;
  let typedOffline = null;

  const typedIn = of => Object.fromEntries(fieldsOf(of).map(field => [field.dataset.field, valueOf(field)]));
  const isDirty = (typed, seen) => Object.entries(typed).some(([field, value]) => value !== (seen[field] ?? ''));

  const keep = () => {
    const of = form();
    if (!of || isHeld(of) || signedOut)
      return;
    const seen = JSON.parse(of.dataset.seen);
    const typed = typedIn(of);
    if (isDirty(typed, seen)) {
      const { contact, version, save } = of.dataset;
      sessionStorage.setItem(keyOf(of), JSON.stringify({ contact: contact || null, version: Number(version), save, seen, typed }));
    } else {
      sessionStorage.removeItem(keyOf(of));
    }
  };

  const forget = keeps => {
    for (const key of Object.keys(sessionStorage))
      if (key.startsWith(prefix) && !keeps(key))
        sessionStorage.removeItem(key);
  };

  window.portal = Object.assign(window.portal ?? {}, {
    /** The draft that was kept for that person and organisation, as JSON; another person's are thrown away unread. */
    draft(key) {
      const person = key.slice(0, key.indexOf(':') + 1);
      forget(kept => kept.startsWith(prefix + person));
      held.set(form(), false);
      return sessionStorage.getItem(prefix + key);
    },
    /** Throws the draft away: the page is left, and nothing of it is to come back. */
    forgetDraft(key) {
      sessionStorage.removeItem(prefix + key);
    },
    /** Leaves the page without a question: the session it belonged to is over. */
    leave() {
      standDown = true;
      location.reload();
    },
    /** Answers the server's question whether somebody is still there. */
    alive: () => true,
  });

  document.addEventListener('input', event => {
    const field = event.target;
    if (!field.matches?.('form[data-draft] [data-field]'))
      return;
    keep();
    typedOffline?.add(field);
  });

  // The server names every state of the draft anew: after Gem and Annuller, and when it fills in fields itself.
  new MutationObserver(keep).observe(document.body, { subtree: true, attributes: true, attributeFilter: ['data-save'] });

  window.addEventListener('beforeunload', event => {
    const of = form();
    if (of && !standDown && sessionStorage.getItem(keyOf(of)))
      event.preventDefault();
  });
  window.addEventListener('portal:reload', () => { standDown = true; });
  window.addEventListener('pageshow', () => { standDown = signedOut = false; });

  document.addEventListener('submit', event => {
    if (event.target.matches?.('[data-forget-drafts]')) {
      standDown = true;
      localStorage.setItem(signOut, crypto.randomUUID());
      obeySignOut();
    }
  }, true);

  // Whoever signs out leaves nothing behind in any tab: those that are open hear of it, one that sleeps finds it when it wakes.
  const obeySignOut = () => {
    const last = localStorage.getItem(signOut);
    if (last === sessionStorage.getItem(signOut))
      return;
    forget(() => false);
    sessionStorage.setItem(signOut, last);
  };

  window.addEventListener('storage', event => {
    if (event.key !== signOut)
      return;
    signedOut = standDown = true;
    obeySignOut();
  });
  obeySignOut();

  // What was typed while the connection was away never reached the server: it is typed once more when the connection is back.
  document.getElementById('components-reconnect-modal')?.addEventListener('components-reconnect-state-changed', event => {
    if (event.detail.state === 'show')
      typedOffline ??= new Set();
    if (event.detail.state !== 'hide' || !typedOffline)
      return;
    const of = form();
    const seen = of ? JSON.parse(of.dataset.seen) : {};
    for (const field of of ? fieldsOf(of) : [])
      if (typedOffline.has(field) || valueOf(field) !== (seen[field.dataset.field] ?? ''))
        field.dispatchEvent(new Event(field.type === 'checkbox' ? 'change' : 'input', { bubbles: true }));
    typedOffline = null;
  });
})();
