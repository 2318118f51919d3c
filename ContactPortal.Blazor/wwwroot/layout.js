// What the frame does in the browser: the page's title, the choice of light or dark, and the way past the navigation.
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
    /** Names the page in the browser's title: whoever moves on within the portal loads no other page. */
    title(text) {
      document.title = text;
    },
  });

  // "toggle" does not bubble: it is caught on its way down.
  document.addEventListener('toggle', event => {
    if (event.target.querySelector?.('[data-appearance]'))
      showChoice();
  }, true);

  // Blazor takes over clicks on links and scrolls, but leaves the focus behind; so the skip link moves it itself.
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
