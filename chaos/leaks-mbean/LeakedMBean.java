/** The management interface of the leaked MBean. */
public interface LeakedMBean {

    int getNumber();
}
