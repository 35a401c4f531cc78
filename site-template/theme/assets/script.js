// Fits the page to its reader and to the clock. Every fact is there without it. It stores nothing,
// asks nobody but the page's own server, and its words come with the page. What stands between
// `// live` and `// end` is left out of pages that the clock does not change, and so for `// bars` on pages
// without days as bars and `// lost` on all but 404.html. A build drops lines of
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
    dispatchEvent(new Event('renewed'));
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
  // bars
  // A day of a bar answers to a pointer, a finger and the arrow keys. Its words are those of the
  // component's page, so that nothing is said here that is not said there.
  const dated = (date) => new Intl.DateTimeFormat(dates, { calendar: 'gregory', timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' }).format(date);
  const pages = {};
  // Where no answer comes, nothing is claimed of a day but its date.
  const ask = (link) => pages[link] ??= fetch(link)
    .then((answer) => answer.ok && answer.text())
    .then((text) => text && new DOMParser().parseFromString(text, 'text/html'))
    .catch(() => pages[link] = null);
  const openDays = (section) => {
    const { today, none, ok } = section.dataset;
    for (const bars of all('.components .bars')) {
      const row = bars.closest('li');
      if ('card' in row.dataset) continue;
      const link = one('a', row).href;
      const count = bars.viewBox.baseVal.width + 1;
      const last = count / 5 - 1;
      const first = (/^M0 26h(\d+)/.exec(one('.n', bars)?.getAttribute('d'))?.[1] | 0) / 5;
      const isRTL = () => getComputedStyle(row).direction == 'rtl';
      let place = last;
      let card;
      // What was asked for last: an answer may come when nobody waits for it any more.
      let asked = 0;
      const close = () => {
        asked++;
        card?.remove();
        card = null;
      };
      const open = async (day) => {
        if (card && day == place) return;
        place = day;
        const mine = ++asked;
        const date = new Date(Date.parse(today) + (day - last) * 864e5);
        const key = date.toISOString().slice(0, 10);
        const page = await ask(link);
        if (mine != asked) return;
        close();
        card = add('div', row);
        card.className = 'answer';
        const found = page && one(`tr[data-day="${key}"]`, page);
        const words = found ? [...found.cells].slice(1, 4).map((cell) => cell.textContent.trim()) : page ? [day < first ? none : ok] : [];
        // Of several statuses, each stands with its span.
        if (words[1]?.startsWith(words[0])) words.shift();
        add('b', add('p', card)).textContent = dated(date);
        add('p', card).textContent = words.filter(Boolean).join(' · ');
        const list = found && one('ul', found)?.cloneNode(true);
        if (list) {
          for (const a of list.querySelectorAll('a')) a.href = new URL(a.getAttribute('href'), link);
          card.append(list);
        }
        bars.ariaValueNow = day;
        bars.ariaValueText = [dated(date), ...words].join(', ');
        const { left, width } = bars.getBoundingClientRect();
        const mid = (isRTL() ? last - day + .5 : day + .5) / (last + 1) * width + left - row.getBoundingClientRect().left;
        card.style.left = Math.max(0, Math.min(mid - card.offsetWidth / 2, row.offsetWidth - card.offsetWidth)) + 'px';
      };
      const dayAt = (event) => {
        const { left, width } = bars.getBoundingClientRect();
        const share = (event.clientX - left) / width;
        return Math.max(0, Math.min(last, Math.floor((isRTL() ? 1 - share : share) * (last + 1))));
      };
      row.dataset.card = '';
      bars.tabIndex = 0;
      bars.role = 'slider';
      bars.ariaValueMin = 0;
      bars.ariaValueMax = bars.ariaValueNow = last;
      bars.onpointermove = bars.onclick = (event) => open(dayAt(event));
      bars.onfocus = () => bars.matches(':focus-visible') && open(place);
      row.onpointerleave = () => row.contains(document.activeElement) || close();
      row.addEventListener('focusout', (event) => row.contains(event.relatedTarget) || close());
      row.onkeydown = (event) => {
        if (event.key == 'Escape') return close();
        const step = { ArrowLeft: -1, ArrowRight: 1, Home: -last, End: last }[event.key];
        if (!step || event.target != bars) return;
        event.preventDefault();
        const turn = Math.abs(step) == 1 && isRTL() ? -1 : 1;
        open(Math.max(0, Math.min(last, place + step * turn)));
      };
    }
  };
  const begin = () => all('[data-today]').forEach(openDays);
  begin();
  addEventListener('renewed', begin);
  addEventListener('beforeprint', () => all('main details').forEach((fold) => fold.open = true));
  // end
  // lost
  // An entry that lies elsewhere now has kept its id, the last part of its address.
  const lost = one('[data-lost]');
  const id = location.pathname.replace(/index\.html$/, '').split('/').filter(Boolean).pop();
  const findEntry = async () => {
    const text = async (address) => (await fetch(address)).text();
    const map = new DOMParser().parseFromString(await text(lost.dataset.lost), 'text/xml');
    const [home, ...pages] = [...map.querySelectorAll('loc')].map((place) => place.textContent);
    const found = pages.filter((page) => page.endsWith(`/${id}/`)).slice(0, 3);
    for (const page of found) {
      const link = lost.dataset.lost.replace('sitemap.xml', page.slice(home.length) + 'index.html');
      const other = new DOMParser().parseFromString(await text(link), 'text/html');
      const place = add('a', add('p', lost));
      place.href = link;
      place.textContent = one('h1', other).textContent;
      lost.hidden = false;
    }
  };
  if (lost && id) findEntry().catch(() => {});
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
