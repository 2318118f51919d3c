// Starts Blazor, and shows a banner when the connection to the server is lost. It retries without limit and never covers the page, so that
// typing can go on.
(() => {
  const banner = document.getElementById('components-reconnect-modal');
  const maxWait = 10_000;
  const lostShownAfter = 1_000;
  const backShownFor = 4_000;
  const blockedShownAfter = 10_000;
  let timer;

  const showBanner = (state, text) => {
    banner.dataset.state = state;
    banner.textContent = text;
  };

  const after = (wait, act) => {
    clearTimeout(timer);
    timer = setTimeout(act, wait);
  };

  const wait = milliseconds => new Promise(done => setTimeout(done, milliseconds));

  // 0, 0.5, 1, 2, 4, 8, 10, 10 … seconds, each with random jitter, so that not all pages reconnect to a restarted server at once.
  const waitBefore = attempt =>
    attempt === 0 ? 0 : Math.min(maxWait, 250 * 2 ** attempt) * (0.75 + Math.random() / 2);

  // The circuit is lost, and only a reload starts a new one. The event lets drafts.js reload without a prompt.
  const reloadWhenServerAnswers = async () => {
    clearTimeout(timer);
    showBanner('gone', banner.dataset.gone);
    for (let attempt = 1; ; attempt++) {
      try {
        if ((await fetch(banner.dataset.live, { cache: 'no-store' })).ok)
          break;
      } catch {
        // Still unreachable.
      }
      await wait(waitBefore(attempt));
    }
    window.dispatchEvent(new Event('portal:reload'));
    location.reload();
  };

  let leaving = false;
  const states = {
    // Most interruptions are over within this time, and are not shown.
    show: () => after(lostShownAfter, () => showBanner('lost', banner.dataset.lost)),
    hide: () => {
      if (banner.dataset.state === 'lost') {
        showBanner('back', banner.dataset.back);
        after(backShownFor, () => showBanner('', ''));
      } else {
        clearTimeout(timer);
      }
    },
    failed: reloadWhenServerAnswers,
    rejected: reloadWhenServerAnswers,
    'resume-failed': reloadWhenServerAnswers,
  };

  // Leaving the page closes the connection too, which is not to be shown.
  window.addEventListener('pagehide', () => { leaving = true; });
  document.addEventListener('submit', event => {
    leaving ||= !event.defaultPrevented && (event.target.matches?.('[data-forget-drafts]') ?? false);
  });
  window.addEventListener('pageshow', () => { leaving = false; });
  banner.addEventListener('components-reconnect-state-changed', event => {
    if (!leaving)
      states[event.detail.state]?.();
  });

  // The framework shows it after every failed attempt to connect as well; it is right after a failure of the circuit alone.
  const failure = document.getElementById('blazor-error-ui');
  let circuitFailed = false;
  new MutationObserver(() => {
    if (!circuitFailed && failure.style.display)
      failure.style.removeProperty('display');
  }).observe(failure, { attributes: true, attributeFilter: ['style'] });

  // Some networks' proxies block WebSockets and let everything else through: the page is shown, and can't become interactive.
  const socketOpens = () => new Promise(done => {
    const socket = new WebSocket(new URL('_blazor', document.baseURI));
    socket.onopen = () => { socket.close(); done(true); };
    socket.onerror = () => done(false);
  });
  const reloadWhenSocketOpens = async () => {
    showBanner('blocked', banner.dataset.blocked);
    for (let attempt = 1; ; attempt++) {
      await wait(waitBefore(attempt));
      if (await socketOpens())
        break;
    }
    window.dispatchEvent(new Event('portal:reload'));
    location.reload();
  };

  let isLive = false;
  const onRendered = () => {
    if (isLive)
      return;
    isLive = true;
    if (banner.dataset.state === 'blocked')
      showBanner('', '');

    // The framework's own handler comes after this one.
    setTimeout(() => window.dispatchEvent(new Event('portal:live')));
  };

  const watch = connection => {
    connection.on('JS.Error', () => { circuitFailed = true; });
    connection.on('JS.EndUpdateRootComponents', onRendered);
    const start = connection.start.bind(connection);
    connection.start = async () => {
      const slow = setTimeout(() => isLive || showBanner('blocked', banner.dataset.blocked), blockedShownAfter);
      try {
        await start();
      } catch (error) {
        if (!isLive && !leaving)
          reloadWhenSocketOpens();
        throw error;
      } finally {
        clearTimeout(slow);
      }
    };
    return connection;
  };

  Blazor.start({
    circuit: {
      // The server accepts only WebSockets, so negotiation is skipped: one request less before the page is interactive.
      configureSignalR: builder => {
        builder.withUrl('_blazor', { skipNegotiation: true, transport: 1 });
        const build = builder.build.bind(builder);
        builder.build = () => watch(build());
      },
      reconnectionOptions: {
        maxRetries: Number.MAX_SAFE_INTEGER,
        retryIntervalMilliseconds: attempt => waitBefore(attempt),
      },
    },
  });
})();
