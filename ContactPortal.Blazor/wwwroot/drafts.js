// Stores the draft of the edit panel in the tab's sessionStorage at every keystroke, so that it survives a reload, a lost connection and a
// server crash (K15), at no cost to the server. A draft belongs to one person and one organisation; Gem, Annuller and Log ud remove it.
(() => {
  const prefix = 'portal:draft:';
  const signOut = 'portal:sign-out';
  const form = () => document.querySelector('form[data-draft]');
  const keyOf = draftForm => prefix + draftForm.dataset.draft;
  const fieldsOf = draftForm => [...draftForm.querySelectorAll('[data-field]')];
  const valueOf = field => field.type === 'checkbox' ? String(field.checked) : field.value;

  // Until the server has read a stored draft, the empty fields of a newly rendered form must not overwrite it.
  const unread = new WeakMap();
  const isUnread = draftForm => {
    if (!unread.has(draftForm))
      unread.set(draftForm, sessionStorage.getItem(keyOf(draftForm)) !== null);
    return unread.get(draftForm);
  };

  let skipPrompt = false;
  let signedOut = false;
  let signingOut = false;
  let changedOffline = null;

  const typedIn = draftForm => Object.fromEntries(fieldsOf(draftForm).map(field => [field.dataset.field, valueOf(field)]));
  const isDirty = (typed, seen) => Object.entries(typed).some(([field, value]) => value !== (seen[field] ?? ''));

  const store = () => {
    const draftForm = form();
    if (!draftForm || isUnread(draftForm) || signedOut)
      return;
    const seen = JSON.parse(draftForm.dataset.seen);
    const typed = typedIn(draftForm);
    if (isDirty(typed, seen)) {
      const { contact, version, save } = draftForm.dataset;
      sessionStorage.setItem(keyOf(draftForm), JSON.stringify({ contact: contact || null, version: Number(version), save, seen, typed }));
    } else {
      sessionStorage.removeItem(keyOf(draftForm));
    }
  };

  const removeDrafts = shouldKeep => {
    for (const key of Object.keys(sessionStorage))
      if (key.startsWith(prefix) && !shouldKeep(key))
        sessionStorage.removeItem(key);
  };

  window.portal = Object.assign(window.portal ?? {}, {
    /** Returns the stored draft of that person and organisation as JSON; removes those of other persons. */
    draft(key) {
      const person = key.slice(0, key.indexOf(':') + 1);
      removeDrafts(kept => kept.startsWith(prefix + person));
      unread.set(form(), false);
      return sessionStorage.getItem(prefix + key);
    },
    /** Removes the draft, before the page is left. */
    forgetDraft(key) {
      sessionStorage.removeItem(prefix + key);
    },
    /** Reloads the page without asking about unsaved changes: its session is over. Not while its own sign-out leads to the provider. */
    leave() {
      if (signingOut)
        return;
      skipPrompt = true;
      location.reload();
    },
    /** Answers the presence heartbeat. */
    alive: () => true,
  });

  // What is being typed in the focused field, until it is left or a command may change it.
  let typing = null;

  document.addEventListener('input', event => {
    const field = event.target;
    if (!field.matches?.('form[data-draft] [data-field]'))
      return;
    typing = field.type === 'checkbox' ? null : { field, value: field.value };
    store();
    changedOffline?.add(field);
  });

  // The server fills in a person's values while the user is already typing in one of the fields: what is typed stays.
  const keepTyped = () => {
    if (typing?.field !== document.activeElement || typing.field.value === typing.value)
      return;
    typing.field.value = typing.value;
    typing.field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const stopTyping = () => { typing = null; };
  for (const name of ['focusout', 'click', 'submit'])
    document.addEventListener(name, stopTyping, true);
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape' || event.key === 'Enter' || event.ctrlKey || event.metaKey)
      stopTyping();
  }, true);

  // The server changes data-save with every state of the draft: after Gem and Annuller, and when it fills in fields itself.
  new MutationObserver(() => {
    keepTyped();
    store();
  }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ['data-save'] });

  // Some password managers write into fields without an event.
  document.addEventListener('submit', event => {
    if (!event.target.matches?.('form[data-draft]'))
      return;
    const { [keyOf(event.target)]: stored } = sessionStorage;
    const known = stored ? JSON.parse(stored).typed : JSON.parse(event.target.dataset.seen);
    for (const field of fieldsOf(event.target))
      if (field.type !== 'checkbox' && field.value !== (known[field.dataset.field] ?? ''))
        field.dispatchEvent(new Event('input', { bubbles: true }));
  }, true);

  window.addEventListener('beforeunload', event => {
    const draftForm = form();
    if (draftForm && !skipPrompt && sessionStorage.getItem(keyOf(draftForm)))
      event.preventDefault();
  });
  window.addEventListener('portal:reload', () => { skipPrompt = true; });
  window.addEventListener('pageshow', () => { skipPrompt = signedOut = signingOut = false; });

  const hasDraft = () => Object.keys(sessionStorage).some(key => key.startsWith(prefix));

  document.addEventListener('submit', event => {
    const question = event.target.dataset?.forgetDrafts;
    if (question && hasDraft() && !confirm(question)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else if (event.target.matches?.('[data-forget-drafts]')) {
      skipPrompt = signingOut = true;
      localStorage.setItem(signOut, crypto.randomUUID());
      applySignOut();
    }
  }, true);

  // Signing out removes the drafts of all tabs: open tabs get the storage event, a suspended one compares the id when it is loaded again.
  const applySignOut = () => {
    const last = localStorage.getItem(signOut);
    if (last === sessionStorage.getItem(signOut))
      return;
    removeDrafts(() => false);
    sessionStorage.setItem(signOut, last);
  };

  window.addEventListener('storage', event => {
    if (event.key !== signOut)
      return;
    signedOut = skipPrompt = true;
    applySignOut();
  });
  applySignOut();

  // Input while disconnected never reached the server: its events are dispatched again after the reconnect.
  document.getElementById('components-reconnect-modal')?.addEventListener('components-reconnect-state-changed', event => {
    if (event.detail.state === 'show')
      changedOffline ??= new Set();
    if (event.detail.state !== 'hide' || !changedOffline)
      return;
    const draftForm = form();
    const seen = draftForm ? JSON.parse(draftForm.dataset.seen) : {};
    for (const field of draftForm ? fieldsOf(draftForm) : [])
      if (changedOffline.has(field) || valueOf(field) !== (seen[field.dataset.field] ?? ''))
        field.dispatchEvent(new Event(field.type === 'checkbox' ? 'change' : 'input', { bubbles: true }));
    changedOffline = null;
  });
})();
