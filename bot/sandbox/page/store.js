// What the server has told us. The server holds the truth; a new connection brings all of it.

const listeners = new Map();

export const state = {
  people: new Map(),
  bot: { username: "", name: "" },
  clock: { now: Date.now(), zone: "Europe/Kyiv", moved: 0, heard: performance.now() },
  faults: { latency: 0, failure: "off", when: "once" },
  calls: [],
};

/** Call `listener` after each change of `subject`: people, person, clock, faults, calls, gone… */
export function on(subject, listener) {
  if (!listeners.has(subject)) listeners.set(subject, new Set());
  listeners.get(subject).add(listener);
}

function tell(subject, ...values) {
  listeners.get(subject)?.forEach((listener) => listener(...values));
}

function hearClock(clock) {
  state.clock = { ...clock, now: Date.parse(clock.now), heard: performance.now() };
  tell("clock");
}

function hearPerson(person) {
  const before = state.people.get(person.id);
  state.people.set(person.id, { ...person, action: null });
  tell("person", person.id, before);
  if (!before) tell("people");
}

const MOST_CALLS = 400;

function hearCalls(calls) {
  const last = state.calls.at(-1)?.n ?? 0;
  const fresh = calls.filter((call) => call.n > last);
  state.calls = [...state.calls, ...fresh].slice(-MOST_CALLS);
  tell("calls", fresh);
}

function hearState(whole) {
  state.bot = whole.bot;
  const gone = new Set(state.people.keys());
  whole.people.forEach((person) => gone.delete(person.id));
  gone.forEach((id) => state.people.delete(id));
  state.calls = [];
  hearClock(whole.clock);
  state.faults = whole.faults;
  tell("faults");
  hearCalls(whole.calls);
  whole.people.forEach((person) => {
    const before = state.people.get(person.id);
    state.people.set(person.id, { ...person, action: before?.action ?? null });
  });
  tell("people");
  whole.people.forEach((person) => tell("person", person.id, null));
}

const HEAR = {
  state: hearState,
  person: hearPerson,
  clock: hearClock,
  faults: (faults) => { state.faults = faults; tell("faults"); },
  calls: (calls) => hearCalls(calls),
  answer: (answer) => tell("answer", answer),
  action: ({ person, action }) => {
    const known = state.people.get(person);
    if (!known) return;
    known.action = { kind: action, until: performance.now() + 5000 };
    tell("action", person);
  },
};

/** Take one event of the stream. */
export function hear(kind, value) {
  HEAR[kind]?.(value);
}

export const KINDS = Object.keys(HEAR);

/** Return the sandbox's time in milliseconds. */
export function nowMs() {
  return state.clock.now + (performance.now() - state.clock.heard);
}
