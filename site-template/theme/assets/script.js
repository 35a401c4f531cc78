// Fits the page to its reader and to the clock. Every fact is there without it. It stores nothing,
// asks nobody but the page's own server, and its words come with the page. What stands between
// `// live` and `// end` is left out of pages that the clock does not change. A build drops lines of
// comment, blank lines and the blanks at the start of a line; so no text may go over two lines.
(() => {
  const { zone, dates, toggle, moment, clock } = document.currentScript.dataset;
  const all = (what) => [...document.querySelectorAll(what)];
  const one = (what, within = document) => within.querySelector(what);
  // All that it adds is marked, so that it can be told from what the build wrote.
  const add = (tag, parent) => {
    const element = parent.appendChild(document.createElement(tag));
    element.dataset.made = '';
    return element;
  };

  // Times: the build wrote the site's, the reader's are put together here, by the same patterns.
  const writer = (timeZone) => {
    const style = (parts) =>
      new Intl.DateTimeFormat(dates, { calendar: 'gregory', timeZone, ...parts });
    const day = style({ day: 'numeric', month: 'short', year: 'numeric' });
    const time = style({ timeStyle: 'short' });
    const zone = style({ timeZoneName: 'short' });
    return (date, form = moment) => form.replace('{date}', day.format(date))
      .replace('{time}', time.format(date).replace(' ', '\xa0'))
      .replace('{zone}', zone.formatToParts(date).find(({ type }) => type == 'timeZoneName').value);
  };
  const site = writer(zone);
  const mine = writer();
  let isMine = true, button;
  const showTimes = () => {
    const times = all('time').filter((time) => time.dateTime.length > 10);
    if (!button) {
      const isSame = (date, form = '{date}{time}') => mine(date, form) == site(date, form);
      if (times.every((time) => isSame(new Date(time.dateTime)))) return;
      button = add('button', one('header') || document.body);
      button.type = 'button';
      button.textContent = toggle;
      button.onclick = () => {
        isMine = !isMine;
        showTimes();
      };
    }
    button.ariaPressed = isMine;
    let last, before;
    for (const time of times) {
      const date = new Date(time.dateTime);
      time.built ??= time.textContent;
      time.title = (isMine ? site : mine)(date);
      // The build writes no year where the day is clear from what stands before.
      const isBrief = !/\p{Nd}{4}/u.test(time.built) && date.toDateString() == last?.toDateString();
      time.textContent = isMine ? mine(date, isBrief ? clock : moment) : time.built;
      // The start of a range on one day leaves the zone to its end.
      if (isMine && isBrief && before.parentNode == time.parentNode &&
        mine(date, '{zone}') == mine(last, '{zone}')) before.textContent = mine(last, moment.replace(' {zone}', ''));
      last = date;
      before = time;
    }
  };

  // live
  // What moves with the clock: how long ago, how late, maintenance, the page's own age.
  const units = [['day', 86400], ['hour', 3600], ['minute', 60]];
  const showClock = () => {
    const live = one('[data-until]');
    if (!live) return;
    const now = Date.now();
    const isPast = (time) => now >= new Date(time);
    for (const time of all('[data-ago]>time,[data-due]>time')) {
      const place = time.parentNode;
      const seconds = (new Date(time.dateTime) - now) / 1000;
      const [unit, size] = units.find((row) => Math.abs(seconds) >= row[1]) || ['second', Infinity];
      const count = Math.trunc(seconds / size);
      const text = count < 0 && 'due' in place.dataset
        ? live.dataset.late.replace('{span}',
          (-count).toLocaleString(dates, { style: 'unit', unit, unitDisplay: 'long' }))
        : new Intl.RelativeTimeFormat(dates, { numeric: 'auto' }).format(count, unit);
      (one('[data-made]', place) || add('span', place)).textContent =
        live.dataset.aside.replace('{text}', text);
    }
    for (const tag of all('[data-starts],[data-ends]')) {
      const { starts, ends } = tag.dataset;
      const [word, look] = isPast(ends) ? ['ended', 'ok'] : isPast(starts) ? ['started', 'work'] : [];
      if (!word) continue;
      tag.replaceChildren(...tag.querySelectorAll('svg'), live.dataset[word]);
      tag.className = 'tag ' + look;
    }
    const isOld = isPast(live.dataset.until);
    if (isOld && !one('[data-made]', live)) {
      add('div', live).append(one('template', live).content.cloneNode(true));
      showTimes();
      next = 0;
    }
    if (!next || isOld || 'open' in live.dataset) refresh(now);
  };

  // What the server says now takes the place of what it said before; the reader's place stays.
  const places = 'main a,main summary,main [id]';
  const key = (place) => place.nodeName + (place.id || place.getAttribute('href') || place.textContent);
  const alike = (place) => all(places).filter((other) => key(other) == key(place));
  const finder = (place) => {
    const n = alike(place).indexOf(place);
    return () => alike(place)[n];
  };
  const height = (place) => place.getBoundingClientRect().top;
  const partsOf = (page) => [...(one('main', page)?.children || [])];
  const put = (page) => {
    const parts = partsOf(page);
    const html = parts.map((part) => part.outerHTML);
    if (!parts.length || html.join() == known.join()) return false;
    const top = scrollY > 0 && all(places).find((place) => height(place) >= 0);
    const before = top && height(top);
    const newTop = top && finder(top);
    const newFocus = finder(document.activeElement || document.body);
    const folds = all('main summary').map((fold) => [finder(fold), fold.parentNode.open]);
    if (parts.length != known.length) one('main').replaceChildren(...parts);
    else partsOf().forEach((part, n) => html[n] == known[n] || part.replaceWith(parts[n]));
    known = html;
    for (const what of ['.icons', '.as-of']) {
      const [old, part] = [one(what), one(what, page)];
      part ? (old ? old.replaceWith(part) : document.body.append(part)) : old?.remove();
    }
    showTimes();
    showClock();
    for (const [fold, open] of folds) if (fold()) fold().parentNode.open = open;
    newFocus()?.focus({ preventScroll: true });
    if (top && newTop()) scrollBy({ top: height(newTop()) - before, behavior: 'instant' });
    return true;
  };
  let wait = 30e3, next = Date.now() + wait;
  let known = partsOf().map((part) => part.outerHTML);
  const refresh = async (now) => {
    if (document.hidden || now < next || location.protocol == 'file:') return;
    next = Infinity;
    let isNew;
    try {
      const answer = await fetch(location.pathname, { cache: 'no-cache' });
      if (answer.ok) isNew = put(new DOMParser().parseFromString(await answer.text(), 'text/html'));
    } catch {
      // The next time may be better, and the page says how old it is.
    }
    wait = isNew ? 30e3 : Math.min(wait * 2, 600e3);
    next = Date.now() + wait;
  };
  // end
  showTimes();
  // live
  showClock();
  setInterval(() => document.hidden || showClock(), 1e4);
  document.addEventListener('visibilitychange', () => {
    next = 0;
    document.hidden || showClock();
  });
  // end
})();
