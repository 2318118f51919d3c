// Starts Blazor, and says in the page what happens when the connection to the server is lost. It never gives up and never
// covers the page: what is being typed can go on being typed.
(() => {
  const banner = document.getElementById('components-reconnect-modal');
  const longestWait = 10_000;
  const graceBeforeTelling = 1_000;
  const backShownFor = 4_000;
  let timer;

  const say = (state, text) => {
    banner.dataset.state = state;
    banner.textContent = text;
  };

  const after = (wait, act) => {
    clearTimeout(timer);
    timer = setTimeout(act, wait);
  };

  const wait = milliseconds => new Promise(done => setTimeout(done, milliseconds));

  // 0, 0.5, 1, 2, 4, 8, 10, 10 … seconds, each with some chance in it, so that a server that comes back isn't met by everybody at once.
  const waitBefore = attempt =>
    attempt === 0 ? 0 : Math.min(longestWait, 250 * 2 ** attempt) * (0.75 + Math.random() / 2);

  // The circuit is gone, and only a new page can have a new one. Scripts that keep drafts hear of it first.
  const reloadWhenServerAnswers = async () => {
    clearTimeout(timer);
    say('gone', banner.dataset.gone);
    for (let attempt = 1; ; attempt++) {
      try {
        if ((await fetch(banner.dataset.live, { cache: 'no-store' })).ok)
          break;
      } catch {
        // Still away.
      }
      await wait(waitBefore(attempt));
    }
    window.dispatchEvent(new Event('portal:reload'));
    location.reload();
  };

  let leaving = false;
  const states = {
    // Most interruptions are over before anyone has noticed: they are not worth a word.
    show: () => after(graceBeforeTelling, () => say('lost', banner.dataset.lost)),
    hide: () => {
      if (banner.dataset.state === 'lost') {
        say('back', banner.dataset.back);
        after(backShownFor, () => say('', ''));
      } else {
        clearTimeout(timer);
      }
    },
    failed: reloadWhenServerAnswers,
    rejected: reloadWhenServerAnswers,
    'resume-failed': reloadWhenServerAnswers,
  };

  // Leaving the page closes the connection too; that is no loss to speak of.
  window.addEventListener('pagehide', () => { leaving = true; });
  window.addEventListener('pageshow', () => { leaving = false; });
  banner.addEventListener('components-reconnect-state-changed', event => {
    if (!leaving)
      states[event.detail.state]?.();
  });

  Blazor.start({
    circuit: {
      // The server takes WebSockets alone, so there is nothing to negotiate: one request less before the page is live.
      configureSignalR: connection => connection.withUrl('_blazor', { skipNegotiation: true, transport: 1 }),
      reconnectionOptions: {
        maxRetries: Number.MAX_SAFE_INTEGER,
        retryIntervalMilliseconds: attempt => waitBefore(attempt),
      },
    },
  });
})();
