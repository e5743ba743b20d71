/** Views by address, and the data that they share. */
const Panel = (() => {
  const POLL = 2000;
  const MAP_EVERY = 5;
  const data = {map: null, mapText: '', activity: {works: [], failures: [], queues: []}, unit: null, polls: 0};
  const views = {map: MapView, transactions: TransactionsView, failures: FailuresView};

  async function text(address) {
    try {
      const response = await fetch(address, {cache: 'no-store'});
      if (!response.ok) throw new Error(await response.text());
      byId('trouble').hidden = true;
      return await response.text();
    } catch (e) {
      byId('trouble').textContent = 'The application does not answer. ' + (e instanceof TypeError ? 'It may have ended.' : e.message);
      byId('trouble').hidden = false;
      return null;
    }
  }

  async function get(address) {
    const answer = await text(address);
    return answer == null ? null : JSON.parse(answer);
  }

  const route = () => {
    const [view, argument] = location.hash.slice(1).split('/');
    return {view: views[view] ? view : 'map', argument: argument && decodeURIComponent(argument)};
  };

  function unit() {
    return data.map.units.find(each => each.name === data.unit) || data.map.units[0];
  }

  function render() {
    const {view, argument} = route();
    document.querySelectorAll('nav [data-view]').forEach(link => {
      if (link.dataset.view === view) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    });
    document.title = document.querySelector(`[data-view=${view}]`).firstChild.textContent.trim() + ' · Signals';
    byId('main').className = view;
    if (!data.map) return;
    views[view].render(byId('main'), view === 'map' ? unit() : data.activity, argument);
  }

  async function loadMap() {
    const answer = await text('map');
    if (answer == null || answer === data.mapText) return;
    data.mapText = answer;
    data.map = JSON.parse(answer);
    for (const each of data.map.units) {
      each.receivers = each.receivers || [];
      each.entities = (each.entities || []).map(entity => ({...entity, receivers: entity.receivers || []}));
    }
    byId('unit-choice').hidden = data.map.units.length < 2;
    byId('unit').replaceChildren(...data.map.units.map(each => h('option', {selected: each.name === data.unit}, each.name)));
    const focused = document.activeElement && document.activeElement.id;
    if (route().view === 'map') render();
    if (focused && byId(focused)) byId(focused).focus();
  }

  async function loadActivity() {
    const answer = await get('activity' + (data.activity.version ? '?since=' + data.activity.version : ''));
    if (!answer) return;
    data.activity = answer.unchanged ? {...data.activity, queues: answer.queues} : answer;
    const count = (data.activity.failures || []).length;
    byId('failure-count').hidden = !count;
    byId('failure-count').textContent = count;
    byId('failure-count').setAttribute('aria-label', plural(count, 'failure'));
    const view = views[route().view];
    if (view.update) view.update(data.activity);
  }

  async function poll() {
    if (byId('live').checked && !document.hidden) {
      await loadActivity();
      if (++data.polls % MAP_EVERY === 0) await loadMap();
    }
    setTimeout(poll, POLL);
  }

  async function start() {
    window.addEventListener('hashchange', () => {
      render();
      if (route().view === 'map') loadMap();
    });
    byId('unit').addEventListener('change', event => {
      data.unit = event.target.value;
      byId('main').replaceChildren();
      render();
    });
    await loadMap();
    await loadActivity();
    render();
    setTimeout(poll, POLL);
  }

  return {
    start, get,
    activity: () => data.activity,
    values: () => data.map.values,
    seesStatements: () => unit().statements,
    slow: name => (data.map.units.find(each => each.name === name) || unit()).slow || 0,
    isShown: name => data.map.units.length < 2 || name === unit().name,
  };
})();

Panel.start();
