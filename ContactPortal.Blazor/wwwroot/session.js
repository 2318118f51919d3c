// Ends the session after the idle time without activity in any of its tabs, and warns before. The server sees only HTTP requests, and
// activity on an interactive page sends none, so this script sends keep-alive requests.
(() => {
  const warning = document.getElementById('session-warning');
  if (!warning)
    return;

  const second = 1_000;
  const idle = Number(warning.dataset.idle) * second;
  const warningTime = Number(warning.dataset.warning) * second;
  // The server renews the cookie at most every thirtieth of the idle time (SessionCookieEvents.RenewalDivisor).
  const safety = idle / 30;
  const keepAliveInterval = idle / 6;
  const key = 'portal:seen';
  const left = warning.querySelector('[data-left]');
  let isSending = false;
  let over = false;

  const seen = () => Number(localStorage.getItem(key)) || 0;
  const recordActivity = () => localStorage.setItem(key, String(Date.now()));

  const leave = () => {
    over = true;
    window.dispatchEvent(new Event('portal:reload'));
    location.assign(warning.dataset.signIn + encodeURIComponent(location.pathname + location.search));
  };

  const keepAlive = async () => {
    if (isSending || over)
      return;
    isSending = true;
    try {
      const answer = await fetch(warning.dataset.goesOn, { method: 'POST', redirect: 'error' });
      if (answer.ok) {
        recordActivity();
        show();
      } else if (answer.status === 401) {
        leave();
      }
    } catch {
      // The server is unreachable; the next activity tries again.
    } finally {
      isSending = false;
    }
  };

  const end = async () => {
    // Ending the session makes all its pages reload; this one goes to the sign-in page instead.
    if (window.portal)
      window.portal.leave = () => {};
    over = true;
    try {
      await fetch(warning.dataset.ends, { method: 'POST', headers: { RequestVerificationToken: warning.dataset.token } });
    } catch {
      // The cookie expires by itself.
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
    warning.hidden = rest > warningTime;
  };

  const onActivity = () => {
    if (Date.now() - seen() > keepAliveInterval || !warning.hidden)
      keepAlive();
  };

  recordActivity();
  for (const eventName of ['pointerdown', 'keydown', 'input'])
    document.addEventListener(eventName, onActivity, { capture: true, passive: true });
  warning.querySelector('button').addEventListener('click', keepAlive);
  setInterval(show, second);
})();
