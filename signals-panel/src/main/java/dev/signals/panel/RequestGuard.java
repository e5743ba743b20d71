package dev.signals.panel;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request has to look like to be answered: it names this machine as its host, and no other site has made the browser
 * send it. The first is against sites that let their name point to this machine, the second against links, frames and scripts
 * of other sites. A link on a page of this machine, as the Dev UI of Quarkus has one, may open the page, which has no data; it
 * may not ask for the data.
 *
 * @param port the port of the panel
 */
record RequestGuard(int port) {

    private static final List<String> NAMES = List.of("localhost", "127.0.0.1");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");
    private static final Set<String> OWN_MACHINE = Set.of("same-origin", "none", "same-site");

    /**
     * Returns why a request is refused; null if it is not.
     *
     * @param hosts the values of the header Host
     * @param origins the values of the header Origin
     * @param sites the values of the header Sec-Fetch-Site
     * @param opened whether a person has followed a link to the page
     */
    @Nullable
    String refusal(List<String> hosts, List<String> origins, List<String> sites, boolean opened) {
        if (hosts.size() != 1 || NAMES.stream().noneMatch(name -> isAuthority(name, hosts.get(0)))) {
            return "The signals panel answers only to localhost:" + port + " and 127.0.0.1:" + port + ".";
        }
        if (!origins.stream().allMatch(origin -> origin.equalsIgnoreCase("http://" + hosts.get(0)))
                || !(opened ? OWN_MACHINE : OWN_SITE).containsAll(sites)) {
            return "The signals panel does not answer to other sites. Type its address into the browser.";
        }
        return null;
    }

    private boolean isAuthority(String name, String host) {
        return host.equalsIgnoreCase(name + ":" + port) || (port == 80 && host.equalsIgnoreCase(name));
    }
}
