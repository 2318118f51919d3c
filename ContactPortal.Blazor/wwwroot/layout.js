// The layout's behaviour in the browser: page title, light or dark appearance, and the skip link.
(() => {
  const cookie = 'tema';
  const root = document.documentElement;

  const showChoice = () => {
    for (const radio of document.querySelectorAll('[data-appearance] input'))
      radio.checked = radio.value === (root.dataset.theme ?? '');
  };

  const choose = appearance => {
    if (appearance)
      root.dataset.theme = appearance;
    else
      delete root.dataset.theme;
    const age = appearance ? 31536000 : 0;
    const secure = location.protocol === 'https:' ? '; secure' : '';
    document.cookie = `${cookie}=${appearance}; path=/; max-age=${age}; samesite=lax${secure}`;
  };

  document.addEventListener('change', event => {
    if (event.target.closest('[data-appearance]'))
      choose(event.target.value);
  });

  window.portal = Object.assign(window.portal ?? {}, {
    /** Sets the document title, which navigation within the circuit does not change. */
    title(text) {
      document.title = text;
    },
    /** Shows this browser's own choices in the fields that were rendered for them. */
    showChoices() {
      showChoice();
      document.dispatchEvent(new Event('portal:choices'));
    },
    /** Presses the link with that id, such as one to a file. */
    press(id) {
      document.getElementById(id)?.click();
    },
    /** Copies the text; returns whether the browser allowed it. */
    async copy(text) {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch {
        // Not allowed, or not served over https: the text is shown beside the button.
        return false;
      }
    },
  });

  // "toggle" does not bubble, hence the capture phase.
  document.addEventListener('toggle', event => {
    if (event.target.querySelector?.('[data-appearance]'))
      showChoice();
  }, true);

  // Blazor handles clicks on links and scrolls, but does not move the focus, so the skip link does it here.
  document.addEventListener('click', event => {
    if (event.target.closest('.skip-link')) {
      event.preventDefault();
      document.getElementById('main')?.focus();
    } else if (event.target.closest('[data-reload]')) {
      event.preventDefault();
      location.reload();
    }
  }, true);
})();
