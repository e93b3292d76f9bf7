// What was heard, as a list of [when, what] in milliseconds of Date.now(): how long what was missing.

/** The longest time without `what` between two moments at which it was there; 0 .. */
export function silence(heard, what) {
  return longestBetween(heard.filter(([, sound]) => sound === what));
}

/** How far apart two looks at what is heard were: no silence of less than that is seen. */
export function longestBetween(heard) {
  let longest = 0;
  for (let i = 1; i < heard.length; ++i) {
    longest = Math.max(longest, heard[i][0] - heard[i - 1][0]);
  }
  return longest;
}

/** How much of it, from 0 to 1, is `what`; 0 of nothing. */
export function share(heard, what) {
  return heard.filter(([, sound]) => sound === what).length / Math.max(1, heard.length);
}

/** When it was first heard at or behind `since`; undefined when it was not. */
export function firstAt(heard, what, since) {
  return heard.find(([when, sound]) => when >= since && sound === what)?.[0];
}

/** One line a figure, for whoever reads what a run printed. */
export function print(name, figures) {
  const text = Object.entries(figures).map(([key, ms]) => `${key} ${Math.round(ms)} ms`);
  console.log(`${name}: ${text.join(', ')}`);
}
