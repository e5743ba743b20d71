import { QwcHotReloadElement, html, css } from 'qwc-hot-reload-element';
import { JsonRpc } from 'jsonrpc';
import '@vaadin/grid';
import '@vaadin/grid/vaadin-grid-sort-column.js';
import '@vaadin/progress-bar';

/** The receivers of all persistence units. */
export class QwcSignalsReceivers extends QwcHotReloadElement {

    jsonRpc = new JsonRpc(this);

    static styles = css`
        vaadin-grid {
            height: 100%;
            padding-bottom: 10px;
        }
    `;

    static properties = {
        _receivers: { state: true },
        _failure: { state: true }
    };

    connectedCallback() {
        super.connectedCallback();
        this.hotReload();
    }

    hotReload() {
        this.jsonRpc.getReceivers()
            .then(response => { this._receivers = response.result; })
            .catch(failure => { this._failure = failure; });
    }

    render() {
        if (this._failure) {
            return html`<p>The receivers could not be read: ${this._failure.error?.message ?? this._failure}</p>`;
        }
        if (!this._receivers) {
            return html`<vaadin-progress-bar indeterminate></vaadin-progress-bar>`;
        }
        if (this._receivers.length === 0) {
            return html`<p>No receivers. A class with a method like
                <code>@Receiver void saved(PostSave&lt;Article&gt; event)</code> is one.</p>`;
        }
        return html`
            <vaadin-grid .items="${this._receivers}" theme="row-stripes wrap-cell-content">
                <vaadin-grid-sort-column auto-width path="signal" header="Signal"></vaadin-grid-sort-column>
                <vaadin-grid-sort-column auto-width path="sender" header="Sender"></vaadin-grid-sort-column>
                <vaadin-grid-sort-column auto-width path="receiver" header="Receiver"></vaadin-grid-sort-column>
                <vaadin-grid-sort-column auto-width path="when" header="When"></vaadin-grid-sort-column>
                <vaadin-grid-sort-column auto-width path="options" header="Options"></vaadin-grid-sort-column>
                <vaadin-grid-sort-column auto-width path="unit" header="Persistence unit"></vaadin-grid-sort-column>
            </vaadin-grid>`;
    }
}
customElements.define('qwc-signals-receivers', QwcSignalsReceivers);
