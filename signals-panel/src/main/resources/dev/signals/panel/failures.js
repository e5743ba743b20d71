/** The view of what failed, what was slow and what waits. */
const FailuresView = (() => {
  const OUTCOMES = {
    rolledBack: 'The transaction was rolled back.',
    abandoned: 'The transaction has not ended: its session was closed before.',
    unreported: 'Nobody was told: the transaction was committed, and the failure is only in the log.',
  };

  function failure(each) {
    const when = each.receiver && whenText(each.receiver.when);
    return h('li', {class: 'failure'},
      h('p', {class: 'top'}, h('strong', {}, TransactionsView.cause(each)), h('span', {class: 'quiet'}, clock(each.time))),
      h('p', {}, each.receiver ? `Called for ${each.signal} ${each.text}${when ? ', ' + when : ''}. ` : each.kind === 'flush' ? 'Thrown in a flush, and by no statement.' : h('code', {}, each.text)),
      h('p', {}, OUTCOMES[each.outcome], ' ', each.work && h('a', {href: '#transactions/' + each.work}, 'Show transaction ' + each.work)),
      Timeline.fault(each.fault, true),
      (each.fault.frames || []).length > 1 && h('details', {}, h('summary', {}, 'Stack, without libraries'),
        h('ol', {class: 'frames'}, each.fault.frames.map(frame => h('li', {}, h('code', {}, frame))))));
  }

  function table(caption, headings, rows) {
    return h('table', {}, h('caption', {}, caption), h('thead', {}, h('tr', {}, headings.map(heading => h('th', {scope: 'col'}, heading)))),
      h('tbody', {}, rows.map(row => h('tr', {}, row.map(cell => h('td', {}, cell))))));
  }

  function waiting(queue) {
    const durable = queue.durable || {};
    return [
      durable.trouble ? h('p', {class: 'notice'}, `The durable calls cannot be read: ${durable.trouble}. The log of the application says more.`) : null,
      (queue.executors || []).length ? table('Calls in other threads', ['Executor', 'Receivers', 'Waiting or running'],
        queue.executors.map(each => [each.name, (each.receivers || []).join(', '), String(each.pending || 0)])) : null,
      (durable.pending || []).length ? table('Durable calls', ['Receiver', 'Waiting', 'Failed before', 'Next attempt'],
        durable.pending.map(each => [each.receiver + (each.unknown ? ' (not connected here)' : ''), String(each.count), String(each.failing || 0), clock(each.next)])) : null,
      (durable.dead || []).length ? table('Durable calls that were given up: ' + durable.deadCount, ['Receiver', 'Attempts', 'Given up', 'Last failure'],
        durable.dead.map(each => [each.receiver, String(each.attempts), clock(each.time), each.failure])) : null,
    ].filter(Boolean);
  }

  function slow(queue) {
    if (!queue.slow) return [];
    const from = duration(Panel.slow(queue.unit));
    return queue.slow.length ? [table(`Calls of receivers that took ${from} or longer`, ['Began', 'Receiver', 'Event', 'Took', 'Statements'],
      queue.slow.map(each => [clock(each.time), each.receiver, each.event, duration(each.took),
        [String(each.statements), each.repeated && h('p', {class: 'quiet'}, `${each.times} times `, h('code', {}, each.repeated))]]))]
      : [h('p', {class: 'empty'}, `No receiver has taken ${from} or longer.`)];
  }

  function update(activity) {
    const main = byId('main');
    if (!main.querySelector('.failures')) return;
    const failures = (activity.failures || []).filter(each => Panel.isShown(each.unit));
    const key = JSON.stringify(failures);
    const holder = main.querySelector('.failures');
    if (holder.dataset.key !== key) {
      holder.dataset.key = key;
      holder.replaceChildren(...(failures.length ? failures.map(failure) : [h('li', {class: 'empty'}, 'No receiver has failed, and no transaction because of a statement or a flush.')]));
    }
    const running = (activity.works || []).filter(work => work.state === 'RUNNING' && Panel.isShown(work.unit));
    const tables = (activity.queues || []).filter(queue => Panel.isShown(queue.unit)).flatMap(waiting);
    if (running.length) {
      tables.push(table('Transactions that are open', ['Begun', 'What', 'Thread'],
        running.map(work => [h('a', {href: '#transactions/' + work.id}, clock(work.begun)), (work.deeds || []).join(' · ') || plural(work.statements || 0, 'statement'), work.thread])));
    }
    const slowCalls = (activity.queues || []).filter(queue => Panel.isShown(queue.unit)).flatMap(slow);
    main.querySelector('.slowCalls').replaceChildren(...(slowCalls.length ? slowCalls
      : [h('p', {class: 'empty'}, 'Not listed. Set ', h('code', {}, 'signals.slow=50ms'), ', and calls of receivers that take as long stand here.')]));
    main.querySelector('.waiting').replaceChildren(...(tables.length ? tables : [h('p', {class: 'empty'}, 'Nothing waits.')]));
  }

  function render(main, activity) {
    main.replaceChildren(h('div', {class: 'content page'},
      h('section', {}, h('h2', {}, 'Failed'), h('ol', {class: 'failures'})),
      h('section', {}, h('h2', {}, 'Slow'), h('div', {class: 'slowCalls'})),
      h('section', {}, h('h2', {}, 'Waiting'), h('div', {class: 'waiting'}))));
    update(activity);
  }

  return {render, update};
})();
