/** The steps of one transaction, as a tree that can be unfolded. */
const Timeline = (() => {
  const OPEN_ALL = 80;

  /** Makes a tree of steps in order: what is inside a call or a flush, and calls with the same event below their signal. */
  function tree(steps) {
    const root = {children: []};
    const path = [root];
    for (const step of steps) {
      path.length = Math.min(path.length, step.depth + 1);
      const node = {step, children: []};
      let parent = path[path.length - 1];
      if (step.kind === 'call') {
        const last = parent.children[parent.children.length - 1];
        if (last && last.signal && last.event === step.event) parent = last;
        else {
          const group = {signal: step.signal, text: step.text, event: step.event, children: [], step};
          parent.children.push(group);
          parent = group;
        }
      }
      parent.children.push(node);
      path[step.depth + 1] = node;
    }
    return root.children;
  }

  function hasFault(node) {
    return Boolean(node.step && node.step.fault && !node.signal) || node.children.some(hasFault);
  }

  function inner(children) {
    let statements = 0, flushes = 0, calls = 0;
    const count = node => {
      if (!node.signal) {
        if (node.step.kind === 'statement') statements++;
        if (node.step.kind === 'flush') flushes++;
        if (node.step.kind === 'call') calls++;
      }
      node.children.forEach(count);
    };
    children.forEach(count);
    return [calls && plural(calls, 'call'), flushes && plural(flushes, 'flush').replace('flushs', 'flushes'), statements && plural(statements, 'statement')]
      .filter(Boolean).join(', ');
  }

  function fault(value, named) {
    if (!value) return null;
    return h('div', {class: 'fault'},
      h('div', {}, !named && h('strong', {}, 'throws ' + value.type), value.message && (named ? '' : ': ') + value.message,
        !value.message && !Panel.values() && h('span', {class: 'quiet'}, ' (message hidden)')),
      (value.facts || []).map(fact => h('div', {}, fact)),
      value.method && h('div', {class: 'quiet'}, `in ${value.method} (${value.source})`),
      (value.causes || []).map(cause => h('div', {class: 'quiet'}, 'caused by ' + cause)));
  }

  /** A line: when, what, how long. */
  function line(step, content, context, took) {
    const bar = took == null ? null : h('span', {class: 'bar', 'aria-hidden': 'true'});
    if (bar) bar.style.setProperty('--part', Math.max(0.01, Math.min(1, took / context.longest)));
    const slow = took != null && took >= context.slow;
    return [h('span', {class: 'at'}, '+' + duration(step.at)), h('span', {class: 'what'}, content),
      h('span', {class: 'took' + (slow ? ' slow' : '')}, bar, slow && h('span', {class: 'hidden'}, 'slow: '), took == null ? '' : h('span', {}, duration(took)))];
  }

  function element(node, context) {
    const {step} = node;
    if (node.signal) {
      const took = node.children.reduce((sum, child) => sum + (child.step.took || 0), 0);
      return fold('group', step, [signalLabel(node.signal), ' ', h('span', {}, node.text),
        h('span', {class: 'quiet'}, ' → ' + plural(node.children.length, 'receiver'))], node, context, took);
    }
    if (step.kind === 'call' || step.kind === 'background') {
      const content = [receiverName(step.receiver), ' ',
        h('span', {class: 'quiet'}, [step.receiver.source, whenText(step.receiver.when),
          step.kind === 'background' && step.signal + ' ' + step.text, inner(node.children)].filter(Boolean).join(' · ')), fault(step.fault)];
      return fold('call' + (step.fault ? ' failed' : ''), step, content, node, context, step.took);
    }
    if (step.kind === 'flush') {
      return fold('flush' + (step.fault ? ' failed' : ''), step,
        [step.text, h('span', {class: 'quiet'}, ' ' + (inner(node.children) || (step.fault ? '' : 'nothing to write'))), fault(step.fault)], node, context, step.took);
    }
    if (step.kind === 'statement') {
      const short = step.text.length < 110;
      return h('li', {class: 'statement' + (step.fault ? ' failed' : '')}, h('div', {class: 'line'},
        line(step, [short ? h('code', {}, step.text)
          : h('details', {class: 'sql'}, h('summary', {}, h('code', {}, step.text.slice(0, 100) + ' …')), h('code', {}, step.text)), fault(step.fault)], context, step.took)));
    }
    return h('li', {class: 'step ' + step.text.replace(' ', '-')}, h('div', {class: 'line'}, line(step, h('strong', {}, step.text), context)));
  }

  /** A line that can be unfolded, if there is anything inside it. What is inside is made when it is first unfolded. */
  function fold(name, step, content, node, context, took) {
    if (!node.children.length) {
      return h('li', {class: name}, h('div', {class: 'line'}, line(step, content, context, took)));
    }
    const inside = h('ol', {});
    const details = h('details', {class: 'fold'}, h('summary', {class: 'line'}, line(step, content, context, took)), inside);
    const fill = () => {
      if (!inside.childElementCount) inside.append(...node.children.map(child => element(child, context)));
    };
    details.addEventListener('toggle', () => details.open && fill());
    details.fill = fill;
    if (context.openAll || node.signal || hasFault(node)) {
      fill();
      details.open = true;
    }
    return h('li', {class: name}, details);
  }

  function setAll(list, open) {
    const visit = parent => parent.querySelectorAll('details.fold').forEach(details => {
      if (open) details.fill();
      details.open = open;
    });
    let before = -1;
    while (before !== list.querySelectorAll('details.fold').length) {
      before = list.querySelectorAll('details.fold').length;
      visit(list);
    }
  }

  function render(work) {
    const context = {longest: Math.max(1, work.took || 1), slow: Panel.slow(work.unit), openAll: work.steps <= OPEN_ALL};
    const items = tree(work.first || []).map(node => element(node, context));
    if (work.leftOut) {
      items.push(h('li', {class: 'gap'}, plural(work.leftOut, 'entry').replace('entrys', 'entries') + ' left out here: of one transaction the panel keeps the first and the last 1,000.'));
    }
    const rest = work.last || [];
    const least = rest.reduce((min, step) => Math.min(min, step.depth), Infinity);
    items.push(...tree(rest.map(step => ({...step, depth: step.depth - least}))).map(node => element(node, context)));
    const list = h('ol', {class: 'timeline', 'aria-label': 'Timeline'}, items);
    return h('div', {},
      h('div', {class: 'tools'}, h('button', {type: 'button', onclick: () => setAll(list, true)}, 'Unfold all'),
        h('button', {type: 'button', onclick: () => setAll(list, false)}, 'Fold all')),
      list);
  }

  return {render, fault};
})();
