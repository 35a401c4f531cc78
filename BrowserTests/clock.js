// A clock that stands still until it is told to move, in place of the page's own, with its timers;
// a tab that can be hidden; and a list of what the page asked the server for, and when.
(() => {
  const Real = Date;
  const later = setTimeout;
  const timers = new Map();
  let now = Real.parse('MOMENT');
  let count = 0;
  window.Date = class extends Real {
    constructor(...parts) {
      if (parts.length) super(...parts);
      else super(now);
    }
    static now() {
      return now;
    }
  };
  const timer = (repeats) => (action, delay = 0) => {
    timers.set(++count, { action, at: now + delay, every: repeats ? Math.max(delay, 1) : 0 });
    return count;
  };
  window.setTimeout = timer(false);
  window.setInterval = timer(true);
  window.clearTimeout = window.clearInterval = (id) => timers.delete(id);

  const ask = window.fetch;
  const asked = [];
  let waiting = 0;
  let isHidden = false;
  Object.defineProperty(Document.prototype, 'hidden', { get: () => isHidden });
  Object.defineProperty(Document.prototype, 'visibilityState', {
    get: () => (isHidden ? 'hidden' : 'visible'),
  });
  window.fetch = async (...request) => {
    asked.push(Math.round((now - Real.parse('MOMENT')) / 1000));
    waiting += 1;
    // What the page does with the answer comes before this is over.
    try {
      return await ask(...request);
    } finally {
      later(() => (waiting -= 1), 60);
    }
  };

  window.clock = {
    asked,
    isWaiting: () => waiting > 0,
    // To a moment, timer by timer.
    moveTo(moment) {
      const end = Real.parse(moment);
      for (;;) {
        const due = [...timers].filter(([, timer]) => timer.at <= end);
        if (!due.length) break;
        const [id, timer] = due.reduce((a, b) => (b[1].at < a[1].at ? b : a));
        now = Math.max(now, timer.at);
        if (timer.every) timer.at += timer.every;
        else timers.delete(id);
        timer.action();
      }
      now = end;
    },
    hide(hidden) {
      isHidden = hidden;
      document.dispatchEvent(new Event('visibilitychange'));
    },
  };
})();
