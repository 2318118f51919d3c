// Ends the session when nobody does anything in any of its tabs, and says so in time. The server counts requests; what is done on a
// live page is none, so the page tells it now and then that somebody is there.
(() => {
  const warning = document.getElementById('session-warning');
  if (!warning)
    return;

  const second = 1_000;
  const idle = Number(warning.dataset.idle) * second;
  const warnedBefore = Number(warning.dataset.warning) * second;
  // The server renews the cookie no more often than every thirtieth of the time.
  const safety = idle / 30;
  const toldEvery = idle / 6;
  const key = 'portal:seen';
  const left = warning.querySelector('[data-left]');
  let telling = false;
  let over = false;

  const seen = () => Number(localStorage.getItem(key)) || 0;
  const isSeen = () => localStorage.setItem(key, String(Date.now()));

  const leave = () => {
    over = true;
    window.dispatchEvent(new Event('portal:reload'));
    location.assign(warning.dataset.signIn + encodeURIComponent(location.pathname + location.search));
  };

  const goOn = async () => {
    if (telling || over)
      return;
    telling = true;
    try {
      const answer = await fetch(warning.dataset.goesOn, { method: 'POST', redirect: 'error' });
      if (answer.ok) {
        isSeen();
        show();
      } else if (answer.status === 401) {
        leave();
      }
    } catch {
      // The server is away for a moment; the next act tells it.
    } finally {
      telling = false;
    }
  };

  const end = async () => {
    // The server tells every page of the session to reload; this one has something to say first.
    if (window.portal)
      window.portal.leave = () => {};
    over = true;
    try {
      await fetch(warning.dataset.ends, { method: 'POST' });
    } catch {
      // The cookie runs out by itself.
    }
    leave();
  };

  const show = () => {
    if (over)
      return;
    const rest = seen() + idle - safety - Date.now();
    if (rest <= 0) {
      end();
      return;
    }
    const seconds = Math.ceil(rest / second);
    left.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    warning.hidden = rest > warnedBefore;
  };

  const acts = () => {
    if (Date.now() - seen() > toldEvery || !warning.hidden)
      goOn();
  };

  isSeen();
  for (const act of ['pointerdown', 'keydown', 'input'])
    document.addEventListener(act, acts, { capture: true, passive: true });
  warning.querySelector('button').addEventListener('click', goOn);
  setInterval(show, second);
})();
