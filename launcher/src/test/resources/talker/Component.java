package acme.talk;

import org.osgi.service.log.Logger;

/** A component with a logger of the OSGi Log service. */
public final class Component {

    private volatile Logger log;

    void setLog(Logger log) {
        this.log = log;
    }

    void activate() {
        log.info("component said");
        System.out.println("component printed");
    }
}
