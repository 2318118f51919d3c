// What a combobox needs in the browser itself: which keys are the list's, the focus that stays in the field, and room for the list above
// the keyboard of a phone. The list itself is the server's.
(() => {
  // In px: three options, below which the field is moved to the top of the screen.
  const leastRoom = 180;
  const belowList = 48;

  const openIn = box => box.closest('.field')?.querySelector('.combobox-open');

  document.addEventListener('keydown', event => {
    const box = event.target;
    if (!box.matches?.('input[role=combobox]') || event.isComposing)
      return;
    const open = openIn(box) !== null;
    const active = box.hasAttribute('aria-activedescendant');
    const isOfList = {
      ArrowDown: true,
      ArrowUp: true,
      // Not a form with half a name, which the list may be about to answer.
      Enter: open || /\p{L}/u.test(box.value),
      Escape: open,
      Home: active,
      End: active,
    };
    if (isOfList[event.key])
      event.preventDefault();
    // A letter reaches the server as the text of the field; its key would only render once more, over what is typed next.
    else if (event.key.length === 1 && !event.ctrlKey && !event.altKey && !event.metaKey)
      event.stopPropagation();
  }, true);

  // A press on the list leaves the focus, and the keyboard of a phone, where they are.
  document.addEventListener('mousedown', event => event.target.closest?.('.combobox-open') && event.preventDefault());

  const fit = () => {
    const list = document.querySelector('.combobox-list');
    if (!list)
      return;
    const room = () => visualViewport.offsetTop + visualViewport.height - list.getBoundingClientRect().top - belowList;
    if (room() < leastRoom)
      list.closest('.field').scrollIntoView({ block: 'start' });
    document.documentElement.style.setProperty('--portal-list-room', `${Math.max(room(), leastRoom)}px`);
  };

  const showActive = box => document.getElementById(box.getAttribute('aria-activedescendant'))?.scrollIntoView({ block: 'nearest' });

  new MutationObserver(changes => {
    for (const { attributeName, target } of changes)
      attributeName === 'aria-expanded' ? fit() : showActive(target);
  }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ['aria-expanded', 'aria-activedescendant'] });

  window.visualViewport?.addEventListener('resize', fit);
})();
