/** The view that answers what happens when something is done with an entity. */
const MapView = (() => {
  const DEEDS = [
    {key: 'persist', label: 'persist', title: entity => `persist(${lower(entity)})`, doing: 'Saving a new', never: 'updatedOnly()', always: 'createdOnly()',
      signals: /^(pre_save|post_save|changed|m2m_changed|collection_changed)$/, before: 'At persist(), before the INSERT', write: 'INSERT'},
    {key: 'change', label: 'change', title: entity => `change of ${an(entity)}`, doing: 'Changing a managed', never: 'createdOnly()', always: 'updatedOnly()',
      signals: /^(pre_save|post_save|changed|m2m_changed|collection_changed)$/, before: 'When the flush begins, before the UPDATE', write: 'UPDATE'},
    {key: 'remove', label: 'remove', title: entity => `remove(${lower(entity)})`, doing: 'Removing',
      signals: /^(pre_delete|post_delete|changed|m2m_changed|collection_changed)$/, before: 'At remove(), before the DELETE', write: 'DELETE'},
    {key: 'load', label: 'load', title: entity => `load of ${an(entity)}`, doing: 'Loading',
      signals: /^(pre_init|post_init)$/, before: 'While the row is read', write: null},
    {key: 'all', label: 'everything', title: entity => entity, doing: 'Working with',
      signals: /./, before: 'Before the row is written', write: 'INSERT, UPDATE or DELETE'},
  ];
  const PHASES = [
    ['BEFORE_COMMIT', 'Before the commit', 'before the commit'],
    ['COMMIT'],
    ['AFTER_COMMIT', 'After the commit', 'after the commit'],
    ['BACKGROUND', 'After the commit, in another thread', 'in another thread after the commit'],
    ['DURABLE', 'After the commit, by the outbox', 'by the outbox after the commit'],
    ['AFTER_ROLLBACK', 'After a rollback instead', 'only after a rollback'],
    ['AFTER_COMPLETION', 'After the end, either way', 'after the end'],
  ];
  const state = {entity: null, deed: 'persist', search: '', signal: '', phase: ''};
  let unit = null;
  let root = null;

  function an(name) {
    return (/^[aeiou]/i.test(name) ? 'an ' : 'a ') + name;
  }

  function lower(name) {
    return name.charAt(0).toLowerCase() + name.slice(1);
  }

  /** What happens in order: moments with the receivers of each signal, and what is written in between. */
  function moments(entity, deed) {
    const receivers = entity.receivers.map(index => unit.receivers[index])
      .filter(receiver => deed.signals.test(receiver.signal) && !(receiver.options || []).includes(deed.never) && matches(receiver, entity));
    const atOnce = receivers.filter(receiver => receiver.phase === 'AT_ONCE');
    const isBefore = receiver => /^pre_/.test(receiver.signal) || (deed.key === 'load');
    const list = [{title: deed.before, short: 'before the ' + (deed.write || 'end'), receivers: atOnce.filter(isBefore)}];
    if (deed.key === 'load') list[0].short = 'while the row is read';
    if (deed.write) {
      list.push({mark: 'Flush', text: deed.write});
      list.push({title: 'After the flush', short: 'after the flush', receivers: atOnce.filter(receiver => !isBefore(receiver))});
    }
    for (const [phase, title, short] of PHASES) {
      if (phase === 'COMMIT') {
        if (deed.write) list.push({mark: 'Commit'});
      } else {
        list.push({title, short, receivers: receivers.filter(receiver => receiver.phase === phase)});
      }
    }
    return list.filter(moment => moment.mark || moment.receivers.length);
  }

  function called(entity, deed) {
    return moments(entity, deed).flatMap(moment => moment.receivers || []);
  }

  function matches(receiver, entity) {
    const text = [receiver.full, receiver.name, receiver.source, receiver.signal, receiver.sender, receiver.when, (receiver.options || []).join(' '), entity.name]
      .join(' ').toLowerCase();
    return state.search.toLowerCase().split(/\s+/).every(word => text.includes(word))
      && (!state.signal || receiver.signal === state.signal)
      && (!state.phase || receiver.phase === state.phase);
  }

  const isFiltered = () => state.search.trim() || state.signal || state.phase;

  /** The conditions that are not met by the operation itself. */
  function conditions(receiver, deed) {
    return (receiver.conditions || []).filter(condition => condition !== deed.always);
  }

  function summary(entity, deed, list) {
    const called = list.filter(moment => moment.receivers);
    const total = called.reduce((sum, moment) => sum + moment.receivers.length, 0);
    const doing = deed.doing + ' ' + (/ a /.test(deed.doing) ? entity.name : an(entity.name));
    if (!total) return `${doing} calls no receiver.`;
    const depending = called.flatMap(moment => moment.receivers).filter(receiver => conditions(receiver, deed).length).length;
    const only = !depending ? '' : depending < total ? `, ${depending} of them only if a condition is met` : ' if a condition is met';
    return `${doing} calls ${plural(total, 'receiver')}${only}: `
      + sentence(called.map(moment => moment.receivers.length + ' ' + moment.short)) + '.';
  }

  /** Says to which entities the operation goes on, and how many receivers are called there. */
  function cascade(entity, deed) {
    const targets = (deed.key === 'persist' ? entity.persists : deed.key === 'remove' ? entity.removes : null) || [];
    return targets.length === 0 ? null : h('p', {class: 'summary'}, `${deed.key} goes on to what it refers to: `,
      targets.map((name, index) => {
        const target = unit.entities.find(each => each.name === name);
        const count = target ? called(target, deed).length : 0;
        return [index ? ', ' : '', h('a', {href: '#map/' + encodeURIComponent(name)}, name), h('span', {class: 'quiet'}, ` (${plural(count, 'receiver')})`)];
      }), '.');
  }

  function receiverBox(receiver, number, deed) {
    const depends = conditions(receiver, deed);
    return h('li', {class: 'receiver'},
      h('span', {class: 'number', 'aria-hidden': 'true'}, number),
      h('span', {class: 'name'}, receiverName(receiver)),
      h('span', {class: 'source'}, receiver.source || receiver.full),
      h('div', {class: 'chips'},
        receiver.any && h('span', {class: 'chip'}, 'any entity'),
        / and subtypes$/.test(receiver.sender) && h('span', {class: 'chip'}, receiver.sender),
        receiver.executor ? h('span', {class: 'chip'}, receiver.executor)
          : receiver.phase === 'DURABLE' || receiver.phase === 'OTHER' ? h('span', {class: 'chip'}, receiver.when) : null,
        (receiver.options || []).map(option => h('span', {class: 'chip'}, depends.includes(option) ? 'only if ' + option.replace(/^filter$/, 'the filter accepts') : option))));
  }

  function picture(entity, deed) {
    const list = moments(entity, deed);
    let number = 0;
    const steps = list.map(moment => {
      if (moment.mark) {
        return h('li', {class: 'mark'}, h('span', {class: 'stop'}), h('strong', {}, moment.mark), moment.text && ' ' + moment.text);
      }
      const signals = [...new Set(moment.receivers.map(receiver => receiver.signal))];
      return h('li', {class: 'moment'}, h('h3', {}, moment.title),
        signals.map(signal => h('div', {class: 'branch'},
          h('div', {class: 'from'}, signalLabel(signal)),
          h('ol', {class: 'receivers', 'aria-label': 'Receivers of ' + signal},
            moment.receivers.filter(receiver => receiver.signal === signal).map(receiver => receiverBox(receiver, ++number, deed))))));
    });
    const drawing = svg('svg', {class: 'lines', 'aria-hidden': 'true'});
    const box = h('section', {class: 'picture', 'aria-label': deed.title(entity.name)},
      h('div', {class: 'entity'}, h('span', {class: 'root', title: entity.type}, deed.title(entity.name))),
      isFiltered() ? null : h('p', {class: 'summary'}, summary(entity, deed, list)), cascade(entity, deed),
      number ? h('ol', {class: 'rail'}, steps) : '');
    box.prepend(drawing);
    return box;
  }

  /** Draws the way from the entity down the rail, to each signal, and on to its receivers. */
  function draw(box) {
    const lines = box.querySelector('svg.lines');
    lines.replaceChildren();
    const origin = box.getBoundingClientRect();
    const at = element => {
      const r = element.getBoundingClientRect();
      return {left: r.left - origin.left, right: r.right - origin.left, middle: (r.top + r.bottom) / 2 - origin.top, bottom: r.bottom - origin.top};
    };
    const rail = at(box.querySelector('.entity .root'));
    const x = rail.left + 14;
    let end = rail.bottom;
    const path = d => lines.append(svg('path', {d}));
    for (const from of box.querySelectorAll('.branch')) {
      const signal = at(from.querySelector('.signal'));
      path(`M${x} ${signal.middle - 8}Q${x} ${signal.middle} ${x + 8} ${signal.middle}H${signal.left}`);
      end = Math.max(end, signal.middle - 8);
      for (const receiver of from.querySelectorAll('.receiver')) {
        const to = at(receiver);
        const turn = to.left - 16;
        path(Math.abs(to.middle - signal.middle) < 2
          ? `M${signal.right} ${signal.middle}H${to.left}`
          : `M${signal.right} ${signal.middle}H${turn - 8}Q${turn} ${signal.middle} ${turn} ${signal.middle + 8 * Math.sign(to.middle - signal.middle)}V${to.middle - 8 * Math.sign(to.middle - signal.middle)}Q${turn} ${to.middle} ${turn + 8} ${to.middle}H${to.left}`);
      }
    }
    for (const stop of box.querySelectorAll('.stop')) {
      const place = at(stop);
      end = Math.max(end, place.middle);
      lines.append(svg('circle', {cx: x, cy: place.middle, r: 5}));
    }
    lines.prepend(svg('path', {d: `M${x} ${rail.bottom}V${end}`}));
  }

  function redraw() {
    if (root) root.querySelectorAll('.picture').forEach(draw);
  }

  function show() {
    const deed = DEEDS.find(each => each.key === state.deed);
    const counts = new Map(unit.entities.map(entity => [entity, entity.receivers.filter(index => matches(unit.receivers[index], entity)).length]));
    const shown = isFiltered() ? unit.entities.filter(entity => counts.get(entity)) : unit.entities.filter(entity => entity.name === state.entity);
    const effective = isFiltered() ? DEEDS.find(each => each.key === 'all') : deed;
    root.querySelector('.counted').textContent = isFiltered() ? 'found' : effective.key === 'all' ? 'receivers' : 'on ' + effective.label;
    root.querySelector('.entities').replaceChildren(...unit.entities.map(entity => {
      const count = called(entity, effective).length;
      return h('li', {}, h('a', {href: '#map/' + encodeURIComponent(entity.name), class: counts.get(entity) ? '' : 'none',
        'aria-current': !isFiltered() && entity.name === state.entity ? 'true' : null}, entity.name,
      h('span', {class: 'quiet', 'aria-label': plural(count, 'receiver')}, count)));
    }));
    const found = shown.reduce((sum, entity) => sum + counts.get(entity), 0);
    root.querySelector('.found').textContent = isFiltered()
      ? `${plural(new Set(shown.flatMap(entity => entity.receivers.filter(index => matches(unit.receivers[index], entity)))).size, 'receiver')} found in ${shown.length} of ${unit.entities.length} entities.` : '';
    root.querySelector('.deeds').hidden = Boolean(isFiltered());
    root.querySelector('.pictures').replaceChildren(...(shown.length ? shown.map(entity => picture(entity, effective))
      : [h('p', {class: 'empty'}, unit.entities.length ? 'No receiver matches.' : 'This unit has no entities.')]));
    if (found || shown.length) redraw();
  }

  function select(label, key, options) {
    return h('label', {}, label, h('select', {'data-key': key, onchange: event => { state[key] = event.target.value; show(); }},
      options.map(([value, text]) => h('option', {value, selected: state[key] === value}, text))));
  }

  function render(main, data, argument) {
    root = main;
    unit = data;
    const busiest = [...unit.entities].sort((a, b) => own(b) - own(a))[0];
    if (argument) {
      state.entity = argument;
      state.search = state.signal = state.phase = '';
    }
    if (!unit.entities.some(entity => entity.name === state.entity)) state.entity = busiest ? busiest.name : null;
    const signals = [...new Set(unit.receivers.map(receiver => receiver.signal))];
    const phases = [['', 'any time'], ['AT_ONCE', 'at once'], ...PHASES.filter(phase => phase[1]).map(phase => [phase[0], phase[2]])]
      .filter(([phase]) => !phase || unit.receivers.some(receiver => receiver.phase === phase));
    main.replaceChildren(
      h('aside', {}, h('h2', {}, h('span', {id: 'entities'}, 'Entities'), h('span', {class: 'counted'})), h('ul', {class: 'entities', 'aria-labelledby': 'entities'})),
      h('div', {class: 'content'},
        h('form', {class: 'tools', role: 'search', onsubmit: event => event.preventDefault()},
          h('label', {class: 'find'}, h('span', {class: 'hidden'}, 'Find'),
            h('input', {type: 'search', id: 'search', value: state.search, placeholder: 'Find a receiver, class, signal or option', autocomplete: 'off', spellcheck: 'false',
              oninput: event => { state.search = event.target.value; show(); }})),
          select('Signal', 'signal', [['', 'any'], ...signals.map(signal => [signal, signal])]),
          select('Called', 'phase', phases)),
        (unit.muted || []).length ? h('p', {class: 'notice'}, 'Muted at present, wholly or in part: ' + sentence(unit.muted) + '.') : null,
        h('fieldset', {class: 'deeds'}, h('legend', {}, 'What happens on'),
          DEEDS.map(deed => h('label', {}, h('input', {type: 'radio', name: 'deed', value: deed.key, checked: deed.key === state.deed,
            onchange: () => { state.deed = deed.key; show(); }}), h('span', {}, deed.label)))),
        h('p', {class: 'found', role: 'status'}),
        h('div', {class: 'pictures'})));
    show();
  }

  function own(entity) {
    return entity.receivers.filter(index => !unit.receivers[index].any).length;
  }

  window.addEventListener('resize', redraw);
  return {render, redraw};
})();
