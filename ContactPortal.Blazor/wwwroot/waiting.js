// Waits on the page of a person who has asked for access until the request is answered, and then goes on to the sign-in, or shows the answer.
(() => {
  const waiting = document.querySelector('[data-waiting]');
  if (!waiting)
    return;

  const pause = 5_000;
  const answered = 200;

  const wait = async () => {
    try {
      const response = await fetch(waiting.dataset.waiting, { cache: 'no-store' });
      if (response.status === answered) {
        if (await response.text() === 'admitted')
          location.assign(waiting.dataset.continue);
        else
          location.reload();
        return;
      }
      if (response.ok)
        wait();
      else
        setTimeout(wait, pause);
    } catch {
      // The portal is unreachable: asks again.
      setTimeout(wait, pause);
    }
  };

  wait();
})();
