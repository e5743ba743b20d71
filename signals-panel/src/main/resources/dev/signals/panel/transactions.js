/** The view of the last transactions. */
const TransactionsView = (() => {
  const STATES = {
    COMMITTED: ['✓', 'committed', 'good'], ROLLED_BACK: ['✕', 'rolled back', 'bad'],
    ABANDONED: ['✕', 'not ended', 'bad'], RUNNING: ['…', 'running', ''], NONE: ['○', 'no transaction', ''],
  };
  const state = {selected: null, all: false, shown: null};
  let older = [];

  function label(work) {
    const [sign, text, tone] = STATES[work.state];
    return h('span', {class: 'state ' + tone}, h('span', {'aria-hidden': 'true'}, sign + ' '), text);
  }

  function title(work) {
    return (work.deeds || []).join(' · ') || (work.statements ? plural(work.statements, 'statement') : 'nothing written');
  }

  /** What failed in a few words. */
  function cause(reason) {
    return reason.receiver ? `${reason.receiver.name} threw ${reason.fault.type}`
      : reason.kind === 'flush' ? `the flush was refused: ${reason.fault.type}`
        : `a statement failed: ${(reason.fault.facts || [])[0] || reason.fault.type}`;
  }

  function isWorthShowing(work) {
    return work.calls || work.failures || work.state === 'ROLLED_BACK' || work.state === 'ABANDONED';
  }

  function item(work) {
    return h('li', {'data-id': work.id, 'data-key': JSON.stringify(work)},
      h('a', {href: '#transactions/' + work.id, 'aria-current': work.id === state.selected ? 'true' : null},
        h('span', {class: 'top'}, label(work), h('span', {class: 'quiet'}, clock(work.begun))),
        h('span', {class: 'title'}, title(work)),
        work.reason && h('span', {class: 'why'}, cause(work.reason)),
        !work.reason && work.failures ? h('span', {class: 'why'}, plural(work.failures, 'failure')) : null,
        h('span', {class: 'quiet'}, [duration(work.took), plural(work.calls || 0, 'call'), plural(work.statements || 0, 'statement')].join(' · '))));
  }

  /** Why a transaction was rolled back, as one sentence and what is known. */
  function verdict(work) {
    if (work.state !== 'ROLLED_BACK' && work.state !== 'ABANDONED') return null;
    const {reason} = work;
    const left = work.state === 'ABANDONED';
    if (!reason) {
      return h('div', {class: 'verdict'}, h('p', {}, h('strong', {}, left ? 'Not ended. ' : 'Rolled back. '), left
        ? 'The session was closed in the middle of the transaction, for instance because an Error was thrown. Nobody has committed it or rolled it back.'
        : 'No receiver threw, and no statement or flush failed here. The application has rolled back, or Hibernate has refused an operation such as persist(); the log of the application says why.'));
    }
    const when = reason.receiver && whenText(reason.receiver.when);
    const statement = !reason.receiver && reason.kind !== 'flush';
    const said = !reason.receiver && !reason.fault.message ? 1 : 0;
    const facts = (reason.fault.facts || []).slice(said);
    return h('div', {class: 'verdict'},
      h('p', {}, h('strong', {}, left ? 'Not ended because ' : 'Rolled back because '), reason.receiver
        ? [h('strong', {}, reason.receiver.name), ' threw ', h('strong', {}, reason.fault.type), reason.fault.message && ': ' + reason.fault.message]
        : [statement ? 'a statement failed with ' : 'the flush was refused with ', h('strong', {}, reason.fault.type), reason.fault.message ? ': ' + reason.fault.message
          : (reason.fault.facts || []).length ? ': ' + reason.fault.facts[0] : ''], '.'),
      h('dl', {},
        reason.receiver && [h('dt', {}, 'Called'), h('dd', {}, `for ${reason.signal} ${reason.text}${when ? ', ' + when : ''}`)],
        reason.fault.method && [h('dt', {}, reason.receiver ? 'Thrown in' : 'Called by'), h('dd', {}, `${reason.fault.method} (${reason.fault.source})`)],
        statement && [h('dt', {}, 'Statement'), h('dd', {}, h('code', {}, reason.text))],
        facts.length ? [h('dt', {}, 'Known'), h('dd', {}, facts.join(', '))] : null,
        (reason.fault.causes || []).length ? [h('dt', {}, 'Caused by'), h('dd', {}, reason.fault.causes.join('; '))] : null,
        !reason.fault.message && !Panel.values() && [h('dt', {}, 'Message'), h('dd', {class: 'quiet'}, 'hidden, because it may have values of entities. Serve the panel with values to see it.')]));
  }

  function detail(work) {
    if (work.gone) return h('p', {class: 'empty'}, 'The panel no longer has this transaction.');
    return h('article', {},
      h('h2', {}, label(work), ' ', title(work)),
      h('p', {class: 'quiet'}, [clock(work.begun), 'took ' + duration(work.took), 'session ' + work.session, 'thread ' + work.thread,
        plural(work.calls || 0, 'call'), plural(work.statements || 0, 'statement')].join(' · ')),
      work.cause && h('p', {}, 'Begun by the receiver ', h('strong', {}, work.cause),
        work.causeId ? [' in ', h('a', {href: '#transactions/' + work.causeId}, 'transaction ' + work.causeId)] : null, '.'),
      verdict(work), Timeline.render(work));
  }

  async function open(id) {
    state.selected = id;
    state.shown = null;
    const pane = document.querySelector('.detail');
    if (!pane || id == null) return;
    const work = await Panel.get('activity?work=' + id);
    if (work && state.selected === id) {
      state.shown = JSON.stringify([id, work.steps, work.state]);
      pane.replaceChildren(detail(work));
    }
  }

  function list(activity) {
    const known = new Set((activity.works || []).map(work => work.id));
    const works = [...(activity.works || []), ...older.filter(work => !known.has(work.id))].filter(work => Panel.isShown(work.unit));
    return {works, shown: works.filter(work => state.all || isWorthShowing(work))};
  }

  /** Changes only the entries that have changed, so that focus and scrolling stay. */
  function patch(holder, works) {
    const present = new Map([...holder.children].map(child => [child.dataset.id, child]));
    let place = holder.firstElementChild;
    for (const work of works) {
      let child = present.get(String(work.id));
      present.delete(String(work.id));
      if (!child || child.dataset.key !== JSON.stringify(work)) {
        const fresh = item(work);
        if (child) {
          const focused = child.contains(document.activeElement);
          if (place === child) place = child.nextElementSibling;
          child.remove();
          holder.insertBefore(fresh, place);
          if (focused) fresh.querySelector('a').focus();
        } else holder.insertBefore(fresh, place);
        child = fresh;
      } else if (child !== place) holder.insertBefore(child, place);
      else place = place.nextElementSibling;
      const link = child.querySelector('a');
      if (work.id === state.selected) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
    present.forEach(child => child.remove());
  }

  function update(activity) {
    const holder = document.querySelector('.works');
    if (!holder) return;
    const {works, shown} = list(activity);
    patch(holder, shown);
    const hidden = works.length - shown.length;
    document.querySelector('.hidden-works').textContent = !works.length ? 'Nothing has happened yet. Use the application, and its transactions appear here.'
      : hidden ? `${plural(hidden, 'transaction')} without receivers ${hidden === 1 ? 'is' : 'are'} not listed.` : '';
    document.querySelector('.older').hidden = !activity.more && !older.more;
    if (state.selected == null && shown.length) open((shown.find(work => work.reason) || shown[0]).id).then(() => update(activity));
    const current = shown.find(work => work.id === state.selected);
    if (current && state.shown && state.shown !== JSON.stringify([current.id, current.steps, current.state])) open(current.id);
  }

  async function more(activity) {
    const {works} = list(activity);
    const page = await Panel.get('activity?before=' + Math.min(...works.map(work => work.id)));
    if (page) {
      older = [...older, ...(page.works || [])];
      older.more = page.more;
      activity.more = false;
      update(activity);
    }
  }

  function render(main, activity, argument) {
    if (argument) state.selected = Number(argument);
    if (main.querySelector('.works')) {
      update(activity);
      if (argument) open(state.selected);
      return;
    }
    main.replaceChildren(
      h('aside', {class: 'wide'}, h('h2', {id: 'last'}, 'Last transactions'),
        h('label', {class: 'toggle'}, h('input', {type: 'checkbox', id: 'all', checked: state.all,
          onchange: event => { state.all = event.target.checked; update(Panel.activity()); }}), ' also without receivers'),
        Panel.seesStatements() ? null : h('p', {class: 'notice'}, 'Set signals.timeline=true to see statements, flushes and transactions without receivers.'),
        h('ol', {class: 'works', 'aria-labelledby': 'last'}), h('p', {class: 'hidden-works quiet'}),
        h('button', {class: 'older', type: 'button', hidden: true, onclick: () => more(Panel.activity())}, 'Older')),
      h('div', {class: 'content detail'}, h('p', {class: 'empty'}, 'Choose a transaction.')));
    update(activity);
    if (state.selected != null) open(state.selected);
  }

  return {render, update, cause};
})();
